namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Something that happened to a title; also the JSON of <c>GET /v1/activity</c>.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Kind">What happened: <c>uploaded</c>, <c>published</c>, <c>failed</c>, <c>deleted</c>, <c>track-added</c>, <c>track-removed</c>, <c>rendition-removed</c>, <c>original-deleted</c>, <c>reencoded</c> or <c>reencode-failed</c>. There may be more some day.</param>
/// <param name="TitleId">The title, which may be gone by now.</param>
/// <param name="Title">Its name at that time; <see langword="null"/> where that is not known.</param>
/// <param name="Error">Why it failed, where it did.</param>
/// <param name="OccurredAt">When.</param>
[GenerateSerializer, Immutable]
[Alias("sv.ActivityItem")]
public sealed record ActivityItem(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] Guid TitleId,
    [property: Id(3)] string? Title,
    [property: Id(4)] TitleError? Error,
    [property: Id(5)] DateTimeOffset OccurredAt);
