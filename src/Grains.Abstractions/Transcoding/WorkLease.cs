namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>The right to do one item, as long as heartbeats arrive.</summary>
/// <param name="Id">Names the lease.</param>
/// <param name="TitleId">The title it is for.</param>
/// <param name="SourcePath">Path of the source in the bucket <c>content</c>.</param>
/// <param name="OutputPath">Folder of the output in the bucket <c>transcoded-profiles</c>, without a slash at its end.</param>
/// <param name="HeartbeatInterval">How often to beat.</param>
/// <param name="Item">What to do.</param>
/// <param name="Lifetime">How long the lease lives without a heartbeat.</param>
/// <param name="Slot">Who holds it: <c>worker/slot</c>.</param>
/// <param name="TraceParent">The trace in which the job was begun (W3C Trace Context, section 3.2), or <see langword="null"/> where nothing is traced.</param>
[GenerateSerializer, Immutable]
[Alias("sv.WorkLease")]
public sealed record WorkLease(
    [property: Id(0)] WorkLeaseId Id,
    [property: Id(1)] Guid TitleId,
    [property: Id(2)] string SourcePath,
    [property: Id(3)] string OutputPath,
    [property: Id(4)] TimeSpan HeartbeatInterval,
    [property: Id(5)] WorkItem Item,
    [property: Id(6)] TimeSpan Lifetime,
    [property: Id(7)] string Slot,
    [property: Id(8)] string? TraceParent = null);
