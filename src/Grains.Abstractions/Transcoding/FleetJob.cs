namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A job in the queue.</summary>
/// <param name="TitleId">The title that it is for.</param>
/// <param name="OrgId">The tenant.</param>
/// <param name="Priority">Its class.</param>
/// <param name="Phase">Where it is.</param>
/// <param name="Waiting">Items that nobody works on.</param>
/// <param name="Working">Items that are being worked on.</param>
/// <param name="Done">Items that are done.</param>
/// <param name="WaitingSeconds">How long its item that waits longest has waited, in seconds.</param>
[GenerateSerializer, Immutable]
[Alias("sv.FleetJob")]
public sealed record FleetJob(
    [property: Id(0)] Guid TitleId,
    [property: Id(1)] Guid OrgId,
    [property: Id(2)] WorkPriority Priority,
    [property: Id(3)] JobPhase Phase,
    [property: Id(4)] int Waiting,
    [property: Id(5)] int Working,
    [property: Id(6)] int Done,
    [property: Id(7)] double WaitingSeconds);
