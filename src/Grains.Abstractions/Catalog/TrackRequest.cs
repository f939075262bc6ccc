namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>The wish to add a track to a title that is published already.</summary>
/// <param name="TitleId">The title.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Language">Its language as a BCP 47 tag.</param>
/// <param name="Name">What it is called beside its language, or <see langword="null"/>.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackRequest")]
public sealed record TrackRequest(
    [property: Id(0)] Guid TitleId,
    [property: Id(1)] TrackKind Kind,
    [property: Id(2)] string Language,
    [property: Id(3)] string? Name);
