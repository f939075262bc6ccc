namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A track on its way into a title, as clients see it.</summary>
/// <param name="Id">Its id, 32 hexadecimal digits: to retry or dismiss it by.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Name">The name that viewers will choose it by.</param>
/// <param name="FileName">The uploaded file's own name.</param>
/// <param name="State">Where it is.</param>
/// <param name="Progress">How much of the work is done, 0 to 1.</param>
/// <param name="Step">What is being done, for people; <see langword="null"/> when nothing is.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="SizeBytes">Size of its source.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackAddition")]
public sealed record TrackAddition(
    [property: Id(0)] string Id,
    [property: Id(1)] TrackKind Kind,
    [property: Id(2)] string Language,
    [property: Id(3)] string Name,
    [property: Id(4)] string FileName,
    [property: Id(5)] TrackState State,
    [property: Id(6)] double Progress,
    [property: Id(7)] string? Step,
    [property: Id(8)] TitleError? Error,
    [property: Id(9)] long SizeBytes);
