namespace StreamVerse.Grains.Events;

/// <summary>A grain that takes the events of one entity (key: the entity's id).</summary>
[Alias("sv.IEventConsumerGrain")]
internal interface IEventConsumerGrain : IGrainWithStringKey
{
    /// <summary>Takes an event that it had set aside.</summary>
    /// <param name="event">The event.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Abstractions.Errors.DomainException"><c>replay-failed</c>: it cannot take it still.</exception>
    [Alias("Replay")]
    Task Replay(EventMessage @event, CancellationToken cancellationToken);
}
