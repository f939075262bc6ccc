using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using StreamVerse.Storage.Clocks;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Activity;
using StreamVerse.Storage.Relational.DeadLetters;
using StreamVerse.Storage.Relational.GrainStorage;
using StreamVerse.Storage.Relational.Migrations;
using StreamVerse.Storage.Relational.Outbox;
using StreamVerse.Storage.Relational.Queries;
using StreamVerse.Storage.Relational.Reminders;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>A store as a process has it: what is registered, without a silo.</summary>
public sealed class RelationalHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public RelationalHost(IReadOnlyDictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSerializer();
        services.AddRelationalStore(configuration);
        services.AddGrainTable<TitleRowTable>();
        services.AddGrainBlob<BlobRow>();
        configure?.Invoke(services);
        _services = services.BuildServiceProvider();
    }

    internal IRelationalStore Store => _services.GetRequiredService<IRelationalStore>();

    internal RelationalGrainStorage Storage => ActivatorUtilities.CreateInstance<RelationalGrainStorage>(_services);

    public IReminderTable Reminders => ActivatorUtilities.CreateInstance<RelationalReminderTable>(_services);

    public ISchemaMigrator Migrator => _services.GetRequiredService<ISchemaMigrator>();

    internal IStorePreparation Preparation => _services.GetServices<IStorePreparation>().Single();

    public IStoreClock Clock => _services.GetRequiredService<IStoreClock>();

    public IOutbox Outbox => _services.GetRequiredService<IOutbox>();

    public OutboxSignal Signal => _services.GetRequiredService<OutboxSignal>();

    public IDeadLetters DeadLetters => _services.GetRequiredService<IDeadLetters>();

    public IActivityLog Activity => _services.GetRequiredService<IActivityLog>();

    public IRowQueries Queries => _services.GetRequiredService<IRowQueries>();

    public IStoreHealth Health => _services.GetRequiredService<IStoreHealth>();

    /// <summary>All events that wait, in the order of their sequences: those of fresh rows are in the order of their writes.</summary>
    public async Task<List<OutboxEntry>> ReadUnpublishedAsync(CancellationToken cancellationToken)
    {
        List<OutboxEntry> all = [];
        for (var bucket = 0; bucket < Outbox.Buckets; bucket++)
        {
            all.AddRange(await Outbox.ReadUnpublishedAsync(bucket, IOutbox.MaxRead, cancellationToken));
        }

        return [.. all.OrderBy(entry => entry.Sequence)];
    }

    /// <summary>Migrates, and makes the tests' own table.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Migrator.MigrateAsync(null, cancellationToken);
        foreach (var statement in TitleRowTable.Definition(isPostgres: Store.Dialect.Table("a", "b") == "a.b"))
        {
            await Store.ExecuteAsync(statement, [], cancellationToken);
        }
    }

    public async Task<GrainRow<T>> ReadAsync<T>(GrainId id)
        where T : class, new()
    {
        GrainRow<T> state = new();
        await Storage.ReadStateAsync("state", id, state);
        return state;
    }

    public Task WriteAsync<T>(GrainId id, GrainRow<T> state)
        where T : class, new() => Storage.WriteStateAsync("state", id, state);

    public Task ClearAsync<T>(GrainId id, GrainRow<T> state)
        where T : class, new() => Storage.ClearStateAsync("state", id, state);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
