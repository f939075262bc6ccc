using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Events;

/// <summary>Makes of the outbox a stream provider: its buckets are dealt over the silos, and each has one agent in the cluster that delivers its events.</summary>
internal sealed class OutboxAdapterFactory : IQueueAdapterFactory
{
    /// <summary>
    /// How many events of a bucket are under way at once. A silo that dies leaves so many to be delivered again; a consumer
    /// that waits for a store holds up so many others of its bucket at most before all of them wait.
    /// </summary>
    private const int CacheSize = 500;

    private readonly OutboxAdapter _adapter;
    private readonly SimpleQueueAdapterCache _cache;
    private readonly HashRingBasedStreamQueueMapper _mapper;

    public OutboxAdapterFactory(IServiceProvider services, string name)
    {
        _adapter = new OutboxAdapter(services, name);
        _cache = new SimpleQueueAdapterCache(new SimpleQueueCacheOptions { CacheSize = CacheSize }, name, services.GetRequiredService<ILoggerFactory>());
        _mapper = new HashRingBasedStreamQueueMapper(new HashRingStreamQueueMapperOptions { TotalQueueCount = services.GetRequiredService<IOutbox>().Buckets }, name);
    }

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(_adapter);

    public IQueueAdapterCache GetQueueAdapterCache() => _cache;

    public IStreamQueueMapper GetStreamQueueMapper() => _mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler());
}
