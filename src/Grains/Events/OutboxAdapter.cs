using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace StreamVerse.Grains.Events;

/// <summary>The outbox as a queue that Orleans' streams read from; a queue is a bucket. Events get into it with grain rows only.</summary>
/// <param name="services">The silo's services.</param>
/// <param name="name">The stream provider's name.</param>
internal sealed class OutboxAdapter(IServiceProvider services, string name) : IQueueAdapter
{
    public string Name => name;

    /// <summary>
    /// No: a place in a stream would be a number that means nothing to the silo that reads the bucket next. Consumers get
    /// whatever is not marked as published, from the first.
    /// </summary>
    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task QueueMessageBatchAsync<T>(StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("Domain events are raised by grain states and stored with them.");

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => ActivatorUtilities.CreateInstance<OutboxReceiver>(services, (int)queueId.GetNumericId());
}
