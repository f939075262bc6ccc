using System.Collections.Immutable;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Playlists;

/// <summary>
/// Renders the media playlists of a title (RFC 8216bis, section 4.4.3). A complete title's are of type VOD. Those of a
/// title that is still being transcoded are of type EVENT, list what is playable, and ask players to start at the
/// beginning rather than at the newest segment; their target duration never changes.
/// </summary>
public static class MediaPlaylist
{
    private const int CharactersPerSegment = 32;

    /// <summary>Renders the playlist of a video rendition.</summary>
    /// <param name="presentation">The title's facts.</param>
    /// <param name="renditionId">Id of one of <see cref="Presentation.Video"/>.</param>
    /// <returns>The playlist in UTF-8.</returns>
    /// <exception cref="ArgumentException">The title has no such rendition.</exception>
    public static byte[] RenderVideo(Presentation presentation, string renditionId)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        Find(presentation.Video, rendition => rendition.Id == renditionId, "video", renditionId);
        return Render(
            presentation,
            new Track(renditionId, presentation.Grid.SegmentMicroseconds, PresentationPaths.Segment, HasInit: true),
            presentation.PlayableSegments,
            presentation.Grid.SegmentCount);
    }

    /// <summary>
    /// Renders the playlist of an audio rendition. Audio segments begin at the access unit nearest to the video
    /// segment's start; one at the very end that would hold none is left out.
    /// </summary>
    /// <param name="presentation">The title's facts.</param>
    /// <param name="renditionId">Id of one of <see cref="Presentation.Audio"/>.</param>
    /// <returns>The playlist in UTF-8.</returns>
    /// <exception cref="ArgumentException">The title has no such rendition.</exception>
    public static byte[] RenderAudio(Presentation presentation, string renditionId)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        Find(presentation.Audio, rendition => rendition.Id == renditionId, "audio", renditionId);
        return Render(
            presentation,
            new Track(renditionId, presentation.Grid.AudioSegmentMicroseconds, PresentationPaths.Segment, HasInit: true),
            presentation.PlayableSegments,
            presentation.Grid.SegmentCount);
    }

    /// <summary>
    /// Renders the playlist of a subtitle rendition, in pieces of <see cref="SubtitleRendition.SegmentsPerPiece"/>
    /// segments. All pieces exist from the start, so while the title grows every piece that begins before the end of
    /// what is playable is listed: subtitles are never late, and a piece's duration never changes once listed.
    /// </summary>
    /// <param name="presentation">The title's facts.</param>
    /// <param name="renditionId">Id of one of <see cref="Presentation.Subtitles"/>.</param>
    /// <returns>The playlist in UTF-8.</returns>
    /// <exception cref="ArgumentException">The title has no such rendition.</exception>
    public static byte[] RenderSubtitle(Presentation presentation, string renditionId)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        Find(presentation.Subtitles, rendition => rendition.Id == renditionId, "subtitle", renditionId);
        var grid = presentation.Grid;
        return Render(
            presentation,
            new Track(
                renditionId,
                piece => grid.SegmentMicroseconds(piece * SubtitleRendition.SegmentsPerPiece),
                PresentationPaths.SubtitlePiece,
                HasInit: false),
            Pieces(presentation.PlayableSegments),
            Pieces(grid.SegmentCount));

        static int Pieces(int segments) => (segments + SubtitleRendition.SegmentsPerPiece - 1) / SubtitleRendition.SegmentsPerPiece;
    }

    /// <summary>Renders the I-frame playlist: one file for each group of pictures (RFC 8216bis, section 4.4.3.6).</summary>
    /// <param name="presentation">The title's facts; <see cref="Presentation.TrickPlay"/> says of which rendition.</param>
    /// <returns>The playlist in UTF-8.</returns>
    /// <exception cref="ArgumentException">The title has no I-frame rendition.</exception>
    public static byte[] RenderTrickPlay(Presentation presentation)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        var trickPlay = presentation.TrickPlay
            ?? throw new ArgumentException($"Version '{presentation.Version}' has no I-frame rendition.", nameof(presentation));
        var grid = presentation.Grid;
        return Render(
            presentation,
            new Track(trickPlay.RenditionId, grid.GopMicroseconds, PresentationPaths.TrickPlaySegment, HasInit: true, IFramesOnly: true),
            grid.GopCount(presentation.PlayableSegments),
            grid.GopCount(grid.SegmentCount));
    }

    private static byte[] Render(Presentation presentation, Track track, int listed, int total)
    {
        var builder = new PlaylistBuilder(512 + (listed * CharactersPerSegment));

        // EXT-X-MAP outside I-frame playlists needs version 6; decimals in EXTINF need 3 (RFC 8216bis, section 8).
        builder.Line($"#EXT-X-VERSION:{(track.HasInit ? 6 : 3)}")
            .Line($"#EXT-X-TARGETDURATION:{TargetDuration(track, total)}")
            .Line("#EXT-X-MEDIA-SEQUENCE:0")
            .Line(presentation.IsComplete ? "#EXT-X-PLAYLIST-TYPE:VOD" : "#EXT-X-PLAYLIST-TYPE:EVENT");
        if (!presentation.IsComplete)
        {
            builder.Line(StartAtBeginning);
        }

        if (track.IFramesOnly)
        {
            builder.Line("#EXT-X-I-FRAMES-ONLY");
        }

        builder.Line("#EXT-X-INDEPENDENT-SEGMENTS");
        if (track.HasInit)
        {
            builder.Line($"#EXT-X-MAP:URI=\"{track.Relative(PresentationPaths.InitSegment(track.RenditionId))}\"");
        }

        for (var index = 0; index < listed; index++)
        {
            var duration = track.Start(index + 1) - track.Start(index);
            if (duration > 0)
            {
                builder.Segment(duration, track.Relative(track.Path(track.RenditionId, index)));
            }
        }

        if (presentation.IsComplete)
        {
            builder.Line("#EXT-X-ENDLIST");
        }

        return builder.ToUtf8();
    }

    /// <summary>Without it, players join a playlist that has no end at its newest segments.</summary>
    internal const string StartAtBeginning = "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES";

    /// <summary>The longest duration of the whole title, listed yet or not, rounded to a second (RFC 8216bis, section 4.4.3.1).</summary>
    private static long TargetDuration(Track track, int total)
    {
        var longest = 0L;
        for (var index = 0; index < total; index++)
        {
            longest = Math.Max(longest, track.Start(index + 1) - track.Start(index));
        }

        return Math.Max(1, (longest + 500_000) / 1_000_000);
    }

    private static void Find<T>(ImmutableArray<T> renditions, Func<T, bool> matches, string kind, string id)
    {
        if (!renditions.Any(matches))
        {
            throw new ArgumentException($"The title has no {kind} rendition '{id}'.", nameof(id));
        }
    }

    /// <summary>How one kind of playlist differs from another.</summary>
    private sealed record Track(
        string RenditionId,
        Func<int, long> Start,
        Func<string, int, string> Path,
        bool HasInit,
        bool IFramesOnly = false)
    {
        /// <summary>A path as seen from the playlist, which lies in the rendition's own folder.</summary>
        public string Relative(string path) => path[(RenditionId.Length + 1)..];
    }
}
