namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Why an item was given back.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Code">A stable name for programs.</param>
/// <param name="Message">A sentence for the uploader.</param>
/// <param name="Log">The last lines of the tool's log, for operators; without paths or secrets.</param>
[GenerateSerializer, Immutable]
[Alias("sv.WorkFailure")]
public sealed record WorkFailure(
    [property: Id(0)] WorkFailureKind Kind,
    [property: Id(1)] string Code,
    [property: Id(2)] string Message,
    [property: Id(3)] string? Log);
