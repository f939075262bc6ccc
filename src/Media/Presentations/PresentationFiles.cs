using StreamVerse.Media.Subtitles;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Presentations;

/// <summary>The files that players may ask for beside the rendered playlists and manifests: all that must lie in the object store.</summary>
public static class PresentationFiles
{
    /// <summary>Names of the files of a version that is complete, relative to its folder.</summary>
    /// <param name="facts">Its facts.</param>
    public static IEnumerable<string> Of(Presentation facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var grid = facts.Grid;
        foreach (var rendition in facts.Video.Select(video => video.Id).Concat(facts.Audio.Select(audio => audio.Id)))
        {
            yield return PresentationPaths.InitSegment(rendition);
            foreach (var segment in Enumerable.Range(0, grid.SegmentCount))
            {
                yield return PresentationPaths.Segment(rendition, segment);
            }
        }

        foreach (var rendition in facts.Subtitles.Select(subtitle => subtitle.Id))
        {
            yield return PresentationPaths.WholeSubtitle(rendition);
            foreach (var piece in Enumerable.Range(0, WebVttPieces.Count(grid)))
            {
                yield return PresentationPaths.SubtitlePiece(rendition, piece);
            }
        }

        if (facts.TrickPlay is { } trickPlay)
        {
            foreach (var gop in Enumerable.Range(0, Gops(grid)))
            {
                yield return PresentationPaths.TrickPlaySegment(trickPlay.RenditionId, gop);
            }
        }

        if (facts.Thumbnails is not null)
        {
            foreach (var chunk in Enumerable.Range(0, grid.ChunkCount))
            {
                yield return PresentationPaths.SpriteSheet(chunk);
            }
        }
    }

    private static int Gops(SegmentGrid grid) => (int)((grid.FrameCount + grid.GopFrames - 1) / grid.GopFrames);
}
