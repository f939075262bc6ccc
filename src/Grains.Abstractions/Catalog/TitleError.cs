namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Why a title failed.</summary>
/// <param name="Code">A stable name for programs, for example <c>not-a-video</c>.</param>
/// <param name="Message">A sentence for the uploader.</param>
/// <param name="Log">The last lines of the tool's log, for whoever wants to know more; <see langword="null"/> where there are none.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TitleError")]
public sealed record TitleError([property: Id(0)] string Code, [property: Id(1)] string Message, [property: Id(2)] string? Log = null);
