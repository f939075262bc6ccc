using System.Collections.Immutable;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Presentations;

/// <summary>
/// The facts of a title's output from which every playlist and manifest is rendered. Immutable: a title that is still
/// being transcoded gets a new one as <see cref="PlayableSegments"/> grows.
/// </summary>
/// <param name="Version">Names this output in paths, so a new encode never meets an old one in a cache; letters, digits and hyphens.</param>
/// <param name="Grid">The timeline of all renditions.</param>
/// <param name="PlayableSegments">How many segments, from the first on, exist in every rendition; equals the grid's segment count when <paramref name="IsComplete"/>.</param>
/// <param name="IsComplete">Whether all segments exist. While false, playlists are of type EVENT and have no end.</param>
/// <param name="Video">Video renditions, the smallest picture first; at least one.</param>
/// <param name="Audio">Audio renditions; may be empty.</param>
/// <param name="Subtitles">Subtitle renditions; may be empty.</param>
/// <param name="Thumbnails">Sprite sheets, if any.</param>
/// <param name="TrickPlay">The I-frame rendition, if any.</param>
public sealed record Presentation(
    string Version,
    SegmentGrid Grid,
    int PlayableSegments,
    bool IsComplete,
    ImmutableArray<VideoRendition> Video,
    ImmutableArray<AudioRendition> Audio,
    ImmutableArray<SubtitleRendition> Subtitles,
    ThumbnailLayout? Thumbnails,
    TrickPlayRendition? TrickPlay)
{
    /// <summary>Grows with every track that is added to, and every track or video rendition that is removed from, a version that is complete already.</summary>
    public int Revision { get; init; }
}
