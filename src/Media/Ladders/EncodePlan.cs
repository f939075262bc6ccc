using System.Collections.Immutable;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Ladders;

/// <summary>Everything that will be made of a source. Encodes are deterministic: the same plan and source give the same bytes.</summary>
/// <param name="Grid">The timeline that video, audio and thumbnails are cut on.</param>
/// <param name="Video">The rungs, the smallest picture first; at least one.</param>
/// <param name="Audio">The audio renditions; empty where the source has no sound.</param>
/// <param name="Subtitles">The subtitle renditions; may be empty.</param>
/// <param name="Thumbnails">The sprite sheets for the seek bar.</param>
/// <param name="TrickPlayRungId">The <see cref="VideoRung.Id"/> whose IDR pictures become the I-frame rendition.</param>
public sealed record EncodePlan(
    SegmentGrid Grid,
    ImmutableArray<VideoRung> Video,
    ImmutableArray<AudioRung> Audio,
    ImmutableArray<SubtitleRung> Subtitles,
    ThumbnailLayout Thumbnails,
    string TrickPlayRungId);
