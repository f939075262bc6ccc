using System.Text;
using FsCheck.Xunit;
using StreamVerse.Media.Subtitles;
using StreamVerse.Media.Tests.Timelines;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Subtitles;

public sealed class WebVttPiecesTests
{
    private static readonly SegmentGrid s_seventySeconds = new(new FrameRate(25, 1), 25 * 70);

    [Fact]
    public void Cut_CueOverABorder_IsInBothPieces()
    {
        var document = new WebVttDocument(
            [Cue(1, 2, "A"), Cue(31, 33, "B"), Cue(32, 34, "C"), Cue(63, 64, "D"), Cue(69, 99, "E"), Cue(70, 71, "after the end")], []);

        var pieces = WebVttPieces.Cut(document, s_seventySeconds).Select(piece => Encoding.UTF8.GetString(piece)).ToArray();

        Assert.Equal(
            [
                "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n00:00:01.000 --> 00:00:02.000\nA\n\n00:00:31.000 --> 00:00:33.000\nB\n",
                "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n00:00:31.000 --> 00:00:33.000\nB\n\n00:00:32.000 --> 00:00:34.000\nC\n\n00:01:03.000 --> 00:01:04.000\nD\n",
                "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n\n00:01:09.000 --> 00:01:39.000\nE\n",
            ],
            pieces);
    }

    [Fact]
    public void Cut_NoCues_GivesEmptyPiecesAllTheSame() =>
        Assert.All(
            WebVttPieces.Cut(new WebVttDocument([], []), s_seventySeconds),
            piece => Assert.Equal("WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n", Encoding.UTF8.GetString(piece)));

    [Property(Arbitrary = [typeof(WebVttDocumentTests.Documents), typeof(SegmentGridTests.Grids)])]
    public bool Cut_AnyDocument_HasEachCueInExactlyThePiecesItOverlaps(WebVttDocument document, SegmentGrid grid)
    {
        var pieces = WebVttPieces.Cut(document, grid).Select(piece => WebVttDocument.Parse(Encoding.UTF8.GetString(piece)).Cues).ToArray();
        return pieces.Length == WebVttPieces.Count(grid)
            && pieces.Index().All(piece =>
            {
                var start = TimeSpan.FromMicroseconds(grid.SegmentMicroseconds(8 * piece.Index));
                var end = TimeSpan.FromMicroseconds(grid.SegmentMicroseconds(8 * (piece.Index + 1)));
                return piece.Item.SequenceEqual(document.Cues.Where(cue => cue.Start < end && cue.End > start));
            });
    }

    [Fact]
    public void Cut_ManyCuesAsLongAsTheTitle_Throws()
    {
        var grid = new SegmentGrid(new FrameRate(1, 1), 90_000);
        var cue = Cue(0, 90_000, new string('x', 1000));
        var document = new WebVttDocument([.. Enumerable.Repeat(cue, 10_000)], []);

        Assert.Throws<FormatException>(() => WebVttPieces.Cut(document, grid));
    }

    private static WebVttCue Cue(int start, int end, string text) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end), text);
}
