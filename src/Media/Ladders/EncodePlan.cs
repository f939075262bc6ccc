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
    string TrickPlayRungId)
{
    /// <summary>The plan without some of its renditions. Those that a title cannot be without stay: the rung that trick play is made of, and the default sound.</summary>
    /// <param name="renditionIds">Their ids; ones that the plan does not have change nothing.</param>
    public EncodePlan Without(ImmutableArray<string> renditionIds) => renditionIds.IsDefaultOrEmpty
        ? this
        : this with
        {
            Video = Video.RemoveAll(rung => rung.Id != TrickPlayRungId && renditionIds.Contains(rung.Id)),
            Audio = Audio.RemoveAll(rung => !rung.IsDefault && renditionIds.Contains(rung.Id)),
            Subtitles = Subtitles.RemoveAll(rung => renditionIds.Contains(rung.Id)),
        };
}
