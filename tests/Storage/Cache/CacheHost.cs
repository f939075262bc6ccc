using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Cache;

namespace StreamVerse.Storage.Tests.Cache;

/// <summary>A cache as a host has it, with what it logs and counts.</summary>
internal sealed class CacheHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly LogLines _log = new();

    /// <summary>A cache that may not be there yet.</summary>
    public CacheHost(IReadOnlyDictionary<string, string?> settings)
    {
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(_log))
            .AddCache(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Name == "streamverse.cache.requests")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _counts.AddOrUpdate(string.Join('/', tags.ToArray().Select(static tag => tag.Value)), value, (_, old) => old + value));
        _listener.Start();
        Cache = _services.GetRequiredService<ICache>();
    }

    public ICache Cache { get; }

    /// <summary>A cache that is there.</summary>
    public static async Task<CacheHost> OpenAsync(IReadOnlyDictionary<string, string?> settings)
    {
        var host = new CacheHost(settings);
        await host._services.GetRequiredService<ICacheBackend>().Opening.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>What it logged at warning level or below, oldest first.</summary>
    public IReadOnlyList<string> Lines => [.. _log.Lines];

    /// <summary>How many requests ended so.</summary>
    /// <param name="what">Kind, operation and result, with slashes between.</param>
    public long Count(string what) => _counts.GetValueOrDefault(what);

    /// <summary>Ends when a line with this text is logged.</summary>
    public Task LoggedAsync(string text, CancellationToken cancellationToken) => _log.WaitAsync(text).WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _listener.Dispose();
        _log.Dispose();
    }
}
