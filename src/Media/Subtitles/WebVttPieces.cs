using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Subtitles;

/// <summary>Cuts a subtitle track into the files that an HLS subtitle playlist lists (RFC 8216bis, section 3.1.4).</summary>
public static class WebVttPieces
{
    /// <summary>
    /// Most characters of all pieces together. Cues are repeated in every piece that they overlap, so a small hostile
    /// file of long cues could otherwise become gigabytes.
    /// </summary>
    private const long MaxCharacters = 8L * WebVttDocument.MaxBytes;

    private const int CharactersOfTiming = 32;

    /// <summary>How many pieces a title's track has.</summary>
    /// <param name="grid">The title's timeline.</param>
    public static int Count(SegmentGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return (grid.SegmentCount + SubtitleRendition.SegmentsPerPiece - 1) / SubtitleRendition.SegmentsPerPiece;
    }

    /// <summary>
    /// Cuts a track into pieces of <see cref="SubtitleRendition.SegmentsPerPiece"/> segments. A cue that reaches over a
    /// border is whole in each piece it touches, so it shows wherever a viewer enters; cues after the title's end go.
    /// </summary>
    /// <param name="document">The track, timed from the title's beginning.</param>
    /// <param name="grid">The title's timeline.</param>
    /// <returns>The files in UTF-8, in order, each made when asked for.</returns>
    /// <exception cref="FormatException">So many cues last so long that the pieces together would be many times the file.</exception>
    public static IEnumerable<byte[]> Cut(WebVttDocument document, SegmentGrid grid)
    {
        ArgumentNullException.ThrowIfNull(document);
        var pieces = Assign(document, Borders(grid));
        return pieces.Select(cues =>
        {
            var writer = new WebVttWriter();
            writer.WriteTimestampMap();
            writer.WriteHeader(document.HeaderBlocks);
            foreach (var cue in cues)
            {
                writer.Write(cue);
            }

            return writer.ToUtf8();
        });
    }

    /// <summary>When each piece begins, and when the last one ends.</summary>
    private static TimeSpan[] Borders(SegmentGrid grid) =>
    [
        .. Enumerable.Range(0, Count(grid) + 1).Select(piece =>
            TimeSpan.FromMicroseconds(grid.SegmentMicroseconds(piece * SubtitleRendition.SegmentsPerPiece))),
    ];

    private static List<WebVttCue>[] Assign(WebVttDocument document, TimeSpan[] borders)
    {
        var pieces = new List<WebVttCue>[borders.Length - 1];
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            pieces[piece] = [];
        }

        var characters = 0L;
        foreach (var cue in document.Cues.TakeWhile(cue => cue.Start < borders[^1]))
        {
            for (var piece = PieceAt(borders, cue.Start); piece < pieces.Length && borders[piece] < cue.End; piece++)
            {
                pieces[piece].Add(cue);
                characters += cue.Text.Length + CharactersOfTiming;
                if (characters > MaxCharacters)
                {
                    throw new FormatException("The subtitles have too many cues that last too long; leave out this track.");
                }
            }
        }

        return pieces;
    }

    private static int PieceAt(TimeSpan[] borders, TimeSpan time)
    {
        var index = Array.BinarySearch(borders, time);
        return index >= 0 ? index : ~index - 1;
    }
}
