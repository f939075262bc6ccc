using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What a job has to do yet, and who does it.</summary>
/// <param name="Job">The job as the queue knows it.</param>
/// <param name="TitleId">The title that it is for.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="Waiting">Items that nobody works on.</param>
/// <param name="Done">Items that are done, the inspection among them.</param>
/// <param name="WaitingSeconds">How long the item that waits longest has waited; 0 where none waits.</param>
/// <param name="InWork">Items that are being worked on.</param>
[GenerateSerializer, Immutable]
[Alias("sv.JobQueueView")]
public sealed record JobQueueView(
    [property: Id(0)] QueuedJob Job,
    [property: Id(1)] Guid TitleId,
    [property: Id(2)] JobPhase Phase,
    [property: Id(3)] int Waiting,
    [property: Id(4)] int Done,
    [property: Id(5)] double WaitingSeconds,
    [property: Id(6)] ImmutableArray<ItemInWork> InWork);
