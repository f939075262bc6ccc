using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Health;

/// <summary>Makes every log of the process, Orleans' and ours, keep quiet about each single failure of a store that is away.</summary>
internal sealed class OutageLoggerFactory([FromKeyedServices(OutageLoggerFactory.Inner)] ILoggerFactory inner, IServiceProvider services) : ILoggerFactory
{
    /// <summary>The key under which the host's own factory is registered.</summary>
    public const string Inner = "streamverse.unfiltered";

    // The stores themselves want logs, so they cannot be asked for before the first failure.
    private readonly Lazy<StoreOutages> _outages = new(services.GetRequiredService<StoreOutages>);

    public ILogger CreateLogger(string categoryName) => new OutageLogger(inner.CreateLogger(categoryName), this);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public bool Note(Exception exception)
    {
        try
        {
            return _outages.Value.Note(exception);
        }
        catch (ObjectDisposedException)
        {
            // What fails while the process ends is logged as it is.
            return false;
        }
    }

    public void Dispose()
    {
        // The container disposes of the factory underneath.
    }
}
