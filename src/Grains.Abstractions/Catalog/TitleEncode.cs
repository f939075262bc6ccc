using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>The last re-encode of a title, as clients see it.</summary>
/// <param name="Id">Its id, 32 hexadecimal digits: to call it off by.</param>
/// <param name="State">Where it is.</param>
/// <param name="Priority">How soon it is wanted.</param>
/// <param name="Progress">How much of the work is done, 0 to 1; 1 exactly when the new version is what viewers get.</param>
/// <param name="Step">What is being done, for people; <see langword="null"/> when nothing is.</param>
/// <param name="SecondsLeft">Estimated seconds to the end; <see langword="null"/> when unknown.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="EndedAt">When it was done, or failed.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TitleEncode")]
public sealed record TitleEncode(
    [property: Id(0)] string Id,
    [property: Id(1)] EncodeState State,
    [property: Id(2)] WorkPriority Priority,
    [property: Id(3)] double Progress,
    [property: Id(4)] string? Step,
    [property: Id(5)] double? SecondsLeft,
    [property: Id(6)] TitleError? Error,
    [property: Id(7)] DateTimeOffset RequestedAt,
    [property: Id(8)] DateTimeOffset? EndedAt);
