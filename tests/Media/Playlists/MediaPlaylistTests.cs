using System.Text;
using StreamVerse.Media.Playlists;
using StreamVerse.Media.Tests.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Playlists;

public sealed class MediaPlaylistTests
{
    [Fact]
    public void RenderVideo_CompleteTitle_IsVodWithAnEnd() =>
        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-TARGETDURATION:4
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:4.000000,
            0.m4s
            #EXTINF:4.000000,
            1.m4s
            #EXTINF:2.000000,
            2.m4s
            #EXT-X-ENDLIST

            """,
            Text(MediaPlaylist.RenderVideo(Samples.Silent(), "v360")));

    [Fact]
    public void RenderVideo_GrowingTitle_IsAnEventThatStartsAtTheBeginning() =>
        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-TARGETDURATION:4
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:EVENT
            #EXT-X-START:TIME-OFFSET=0,PRECISE=YES
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:4.000000,
            0.m4s

            """,
            Text(MediaPlaylist.RenderVideo(Samples.Silent(playable: 1), "v360")));

    [Fact]
    public void RenderAudio_FilmRate_HasTheDurationsOfWholeAccessUnits()
    {
        var grid = new SegmentGrid(Samples.Film, 200);

        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-TARGETDURATION:4
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:4.010667,
            0.m4s
            #EXTINF:3.989333,
            1.m4s
            #EXTINF:0.362667,
            2.m4s
            #EXT-X-ENDLIST

            """,
            Text(MediaPlaylist.RenderAudio(Samples.Rich(grid), "a1-en-2ch")));
    }

    [Fact]
    public void RenderTrickPlay_CompleteTitle_HasAFileForEachGroupOfPictures()
    {
        var grid = new SegmentGrid(new FrameRate(25, 1), 130);

        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-TARGETDURATION:2
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-I-FRAMES-ONLY
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXTINF:2.000000,
            iframe-0.m4s
            #EXTINF:2.000000,
            iframe-1.m4s
            #EXTINF:1.200000,
            iframe-2.m4s
            #EXT-X-ENDLIST

            """,
            Text(MediaPlaylist.RenderTrickPlay(Samples.Rich(grid))));
    }

    [Fact]
    public void RenderSubtitle_GrowingTitle_ListsEveryPieceThatHasBegun()
    {
        var grid = new SegmentGrid(new FrameRate(25, 1), 100 * 20);

        var text = Text(MediaPlaylist.RenderSubtitle(Samples.Rich(grid, playable: 9), "s1-en"));

        Assert.Contains("#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:32\n", text, StringComparison.Ordinal);
        Assert.EndsWith("#EXTINF:32.000000,\n0.vtt\n#EXTINF:32.000000,\n1.vtt\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(15)]
    public void RenderVideo_WhileGrowing_OnlyEverAppends(int playable)
    {
        var grid = new SegmentGrid(Samples.Film, 96 * 16);

        var earlier = Text(MediaPlaylist.RenderVideo(Samples.Rich(grid, playable), "v720"));
        var later = Text(MediaPlaylist.RenderVideo(Samples.Rich(grid, playable + 1), "v720"));

        Assert.StartsWith(earlier, later, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24000, 1001, 172_627)]
    [InlineData(30000, 1001, 215_784)]
    [InlineData(25, 1, 180_001)]
    [InlineData(60000, 1001, 431_568)]
    public void RenderVideo_TwoHours_SumsToTheDuration(int numerator, int denominator, int frames)
    {
        var grid = new SegmentGrid(new FrameRate(numerator, denominator), frames);
        var presentation = Samples.Rich(grid);

        Assert.Equal(grid.DurationSeconds, Durations(MediaPlaylist.RenderVideo(presentation, "v360")).Sum(), 1e-3);
        Assert.Equal(grid.DurationSeconds, Durations(MediaPlaylist.RenderTrickPlay(presentation)).Sum(), 1e-3);
        Assert.Equal(grid.DurationSeconds, Durations(MediaPlaylist.RenderSubtitle(presentation, "s1-en")).Sum(), 1e-3);
        Assert.Equal(grid.AudioFrameCount * 1024 / 48000.0, Durations(MediaPlaylist.RenderAudio(presentation, "a1-en-2ch")).Sum(), 1e-3);
    }

    [Fact]
    public void RenderAudio_UnknownRendition_Throws() =>
        Assert.Throws<ArgumentException>(() => MediaPlaylist.RenderAudio(Samples.Rich(), "v360"));

    [Fact]
    public void RenderTrickPlay_NoTrickPlay_Throws() =>
        Assert.Throws<ArgumentException>(() => MediaPlaylist.RenderTrickPlay(Samples.Silent()));

    private static string Text(byte[] playlist) => Encoding.UTF8.GetString(playlist);

    private static IEnumerable<double> Durations(byte[] playlist) =>
        Text(playlist).Split('\n')
            .Where(line => line.StartsWith("#EXTINF:", StringComparison.Ordinal))
            .Select(line => double.Parse(line[8..^1], System.Globalization.CultureInfo.InvariantCulture));
}
