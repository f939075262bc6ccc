using System.Collections.Immutable;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Subtitles;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>The files that an item makes: a worker may store these and no others.</summary>
public static class WorkOutputs
{
    /// <summary>Names of all files that an item may make, relative to the output's folder; one that makes fewer leaves some out.</summary>
    /// <param name="item">The item.</param>
    public static ImmutableHashSet<string> NamesOf(WorkItem item) => item switch
    {
        VideoChunkWork chunk => [.. OfChunk(chunk)],
        AudioWork audio => [.. OfAudio(audio.Rung.Id, audio.Plan.Grid)],
        TrackAudioWork audio => [.. OfAudio(audio.Rung.Id, audio.Grid)],
        SubtitleWork subtitles => [.. OfSubtitles(subtitles.Rung.Id, subtitles.Plan.Grid)],
        TrackSubtitleWork subtitles => [.. OfSubtitles(subtitles.Rung.Id, subtitles.Grid)],
        _ => [],
    };

    private static IEnumerable<string> OfAudio(string renditionId, SegmentGrid grid) =>
        Segments(renditionId, 0, grid.SegmentCount).Prepend(PresentationPaths.InitSegment(renditionId));

    private static IEnumerable<string> OfSubtitles(string renditionId, SegmentGrid grid) =>
        Enumerable.Range(0, WebVttPieces.Count(grid)).Select(piece => PresentationPaths.SubtitlePiece(renditionId, piece)).Prepend(PresentationPaths.WholeSubtitle(renditionId));

    private static IEnumerable<string> OfChunk(VideoChunkWork work)
    {
        var first = work.Chunk * work.Plan.Grid.SegmentsPerChunk;
        var count = work.Plan.Grid.ChunkSegmentCount(work.Chunk);
        foreach (var rung in work.Plan.Video)
        {
            if (work.Chunk == 0)
            {
                yield return PresentationPaths.InitSegment(rung.Id);
            }

            foreach (var segment in Segments(rung.Id, first, count))
            {
                yield return segment;
            }
        }

        foreach (var gop in Enumerable.Range(SegmentGrid.GopsPerSegment * first, SegmentGrid.GopsPerSegment * count))
        {
            yield return PresentationPaths.TrickPlaySegment(work.Plan.TrickPlayRungId, gop);
        }

        yield return PresentationPaths.SpriteSheet(work.Chunk);
    }

    private static IEnumerable<string> Segments(string renditionId, int first, int count) =>
        Enumerable.Range(first, count).Select(segment => PresentationPaths.Segment(renditionId, segment));
}
