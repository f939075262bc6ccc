namespace StreamVerse.Testing;

/// <summary>A title as the API's JSON has it.</summary>
public sealed record ApiTitle(
    string Id,
    string Title,
    string State,
    double Progress,
    ApiError? Error,
    double? DurationSeconds,
    double PlayableSeconds,
    IReadOnlyList<ApiRendition> Renditions,
    IReadOnlyList<string> Notices,
    IReadOnlyList<ApiAddition> Additions,
    ApiEncode? Encode = null,
    bool HasOriginal = true)
{
    public bool IsFinished => State is "published" or "failed";

    public IReadOnlyList<ApiRendition> Video => [.. Renditions.Where(rendition => rendition.Kind == "video")];

    public IReadOnlyList<ApiRendition> Audio => [.. Renditions.Where(rendition => rendition.Kind == "audio")];

    public IReadOnlyList<ApiRendition> Subtitles => [.. Renditions.Where(rendition => rendition.Kind == "subtitles")];
}
