using System.Text.Json;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>What all contract tests of the relational store share: an empty, migrated database of their own.</summary>
public abstract class RelationalContract : IAsyncLifetime
{
    private readonly List<RelationalHost> _hosts = [];
    private IRelationalBackend? _backend;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IReadOnlyDictionary<string, string?> Settings => _backend!.Settings;

    protected RelationalHost Host => _hosts[0];

    public async ValueTask InitializeAsync()
    {
        _backend = await CreateBackendAsync();
        await OpenHost().PrepareAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        if (_backend is not null)
        {
            await _backend.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<IRelationalBackend> CreateBackendAsync();

    /// <summary>Another process on the same database.</summary>
    protected RelationalHost OpenHost(Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? configure = null)
    {
        RelationalHost host = new(Settings, configure);
        _hosts.Add(host);
        return host;
    }

    protected static GrainId NewId() => GrainId.Create("title", Guid.NewGuid().ToString("N"));

    protected static GrainRow<TitleRow> NewTitle(string title) => new()
    {
        State = new TitleRow { OrgId = Guid.NewGuid(), Title = title, CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)) },
    };

    protected static DomainEvent NewEvent(string type) => new(
        Guid.NewGuid(), "catalog", type, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), JsonSerializer.SerializeToElement(new { type }));
}
