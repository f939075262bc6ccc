using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace StreamVerse.Grains.Events;

/// <summary>One event as Orleans' streams carry it.</summary>
/// <param name="event">The event.</param>
/// <param name="number">Its place among those that its reader has read.</param>
[GenerateSerializer, Immutable]
[Alias("sv.EventBatch")]
internal sealed class EventBatch(EventMessage @event, long number) : IBatchContainer
{
    /// <summary>The event.</summary>
    [Id(0)]
    public EventMessage Event { get; } = @event;

    [Id(1)]
    private long Number { get; } = number;

    public StreamId StreamId => StreamId.Create(Event.Topic, Event.EntityId);

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Number);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() => Event is T item ? [Tuple.Create(item, SequenceToken)] : [];

    public bool ImportRequestContext() => false;
}
