using System.Text;
using StreamVerse.Media.Subtitles;
using StreamVerse.Media.Tests.Presentations;
using StreamVerse.Media.Thumbnails;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Thumbnails;

public sealed class ThumbnailTrackTests
{
    [Fact]
    public void Render_FilmRate_HasATileForEachGroupOfPictures()
    {
        var presentation = Samples.Rich(new SegmentGrid(Samples.Film, (48 * 17) + 24));

        var cues = WebVttDocument.Parse(Encoding.UTF8.GetString(ThumbnailTrack.Render(presentation))).Cues;

        Assert.Equal(18, cues.Length);
        Assert.Equal("thumbnails/0.jpg#xywh=0,0,240,136", cues[0].Text);
        Assert.Equal("thumbnails/0.jpg#xywh=240,136,240,136", cues[5].Text);
        Assert.Equal("thumbnails/0.jpg#xywh=720,408,240,136", cues[15].Text);
        Assert.Equal("thumbnails/1.jpg#xywh=240,0,240,136", cues[17].Text);
        Assert.Equal((TimeSpan.FromMilliseconds(2002), TimeSpan.FromMilliseconds(4004)), (cues[1].Start, cues[1].End));
        Assert.Equal(TimeSpan.FromMilliseconds(35035), cues[17].End);
    }

    [Theory]
    [InlineData(1, "thumbnails/2.jpg#xywh=240,0,240,136")]
    [InlineData(2, "thumbnails/1.jpg#xywh=240,0,240,136")]
    [InlineData(6, "thumbnails/0.jpg#xywh=240,136,240,136")]
    public void Render_ShortChunks_HaveSheetsOfTheirOwnSize(int segmentsPerChunk, string sixth)
    {
        var presentation = Samples.Rich(new SegmentGrid(new FrameRate(25, 1), 1000, segmentsPerChunk));

        var cues = WebVttDocument.Parse(Encoding.UTF8.GetString(ThumbnailTrack.Render(presentation))).Cues;

        Assert.Equal(sixth, cues[5].Text);
    }

    [Fact]
    public void Render_GrowingTitle_EndsWithWhatIsPlayable()
    {
        var presentation = Samples.Rich(new SegmentGrid(new FrameRate(25, 1), 5000), playable: 8);

        Assert.EndsWith(
            "\n00:00:30.000 --> 00:00:32.000\nthumbnails/0.jpg#xywh=720,408,240,136\n",
            Encoding.UTF8.GetString(ThumbnailTrack.Render(presentation)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Render_NoSheets_Throws() => Assert.Throws<ArgumentException>(() => ThumbnailTrack.Render(Samples.Silent()));
}
