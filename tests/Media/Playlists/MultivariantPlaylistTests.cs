using System.Text;
using StreamVerse.Media.Playlists;
using StreamVerse.Media.Tests.Presentations;

namespace StreamVerse.Media.Tests.Playlists;

public sealed class MultivariantPlaylistTests
{
    [Fact]
    public void Render_RichTitle_MatchesTheGoldenText() =>
        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio-2ch",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2",URI="a1-en-2ch/index.m3u8"
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio-2ch",NAME="German",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="a2-de-2ch/index.m3u8"
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio-6ch",NAME="English",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="6",URI="a1-en-6ch/index.m3u8"
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio-6ch",NAME="German",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2",URI="a2-de-2ch/index.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI="s1-en/index.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="English (SDH)",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,CHARACTERISTICS="public.accessibility.transcribes-spoken-dialog,public.accessibility.describes-music-and-sound",URI="s2-en/index.m3u8"
            #EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subtitles",NAME="German (forced)",LANGUAGE="de",DEFAULT=NO,AUTOSELECT=YES,FORCED=YES,URI="s3-de/index.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=2731000,AVERAGE-BANDWIDTH=1828000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=23.976,VIDEO-RANGE=SDR,AUDIO="audio-2ch",SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE
            v720/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=931000,AVERAGE-BANDWIDTH=628000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=23.976,VIDEO-RANGE=SDR,AUDIO="audio-2ch",SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE
            v360/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=5131000,AVERAGE-BANDWIDTH=3228000,CODECS="avc1.640028,mp4a.40.2",RESOLUTION=1920x1080,FRAME-RATE=23.976,VIDEO-RANGE=SDR,AUDIO="audio-2ch",SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE
            v1080/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=2990000,AVERAGE-BANDWIDTH=2084000,CODECS="avc1.64001f,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=23.976,VIDEO-RANGE=SDR,AUDIO="audio-6ch",SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE
            v720/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=1190000,AVERAGE-BANDWIDTH=884000,CODECS="avc1.64001e,mp4a.40.2",RESOLUTION=640x360,FRAME-RATE=23.976,VIDEO-RANGE=SDR,AUDIO="audio-6ch",SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE
            v360/index.m3u8
            #EXT-X-STREAM-INF:BANDWIDTH=5390000,AVERAGE-BANDWIDTH=3484000,CODECS="avc1.640028,mp4a.40.2",RESOLUTION=1920x1080,FRAME-RATE=23.976,VIDEO-RANGE=SDR,AUDIO="audio-6ch",SUBTITLES="subtitles",CLOSED-CAPTIONS=NONE
            v1080/index.m3u8
            #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=90000,AVERAGE-BANDWIDTH=60000,CODECS="avc1.64001e",RESOLUTION=640x360,VIDEO-RANGE=SDR,URI="v360/iframes.m3u8"

            """,
            Encoding.UTF8.GetString(MultivariantPlaylist.Render(Samples.Rich())));

    [Fact]
    public void Render_CodecsHoldQuotesAndLines_StayInTheirAttribute()
    {
        var rich = Samples.Rich();
        var odd = rich with { Video = [.. rich.Video.Select(static video => video with { Codecs = "avc1\"\n#EXT-X-ENDLIST" })] };
        var text = Encoding.UTF8.GetString(MultivariantPlaylist.Render(odd));
        Assert.DoesNotContain("#EXT-X-ENDLIST", text.Split('\n'));
        Assert.Contains("CODECS=\"avc1' #EXT-X-ENDLIST\",RESOLUTION", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_SilentTitle_HasNoGroups() =>
        Assert.Equal(
            """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-STREAM-INF:BANDWIDTH=800000,AVERAGE-BANDWIDTH=500000,CODECS="avc1.64001e",RESOLUTION=640x360,FRAME-RATE=25.000,VIDEO-RANGE=SDR,CLOSED-CAPTIONS=NONE
            v360/index.m3u8

            """,
            Encoding.UTF8.GetString(MultivariantPlaylist.Render(Samples.Silent())));

    [Fact]
    public void Render_HostileName_StaysOneAttribute()
    {
        var hostile = Samples.EnglishStereo with { Name = "a\",URI=\"http://evil/\n#EXT-X-ENDLIST" };

        var text = Encoding.UTF8.GetString(MultivariantPlaylist.Render(Samples.Silent() with { Audio = [hostile] }));

        Assert.Contains("NAME=\"a',URI='http://evil/ #EXT-X-ENDLIST\",LANGUAGE", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2_600_000, "v720/index.m3u8")]
    [InlineData(4_000_000, "v360/index.m3u8")]
    public void Render_FirstVariant_StartsFastOnAnOrdinaryLine(long peakOf720, string expected)
    {
        var presentation = Samples.Rich() with { Video = [Samples.Video360, Samples.Video720 with { PeakBitsPerSecond = peakOf720 }, Samples.Video1080] };

        var lines = Encoding.UTF8.GetString(MultivariantPlaylist.Render(presentation)).Split('\n');

        Assert.Equal(expected, lines.First(line => line.Length > 0 && line[0] != '#'));
    }

    [Fact]
    public void Render_GrowingTitle_AsksPlayersToStartAtTheBeginning() =>
        Assert.Contains(
            "#EXT-X-START:TIME-OFFSET=0,PRECISE=YES\n",
            Encoding.UTF8.GetString(MultivariantPlaylist.Render(Samples.Rich(playable: 4))),
            StringComparison.Ordinal);
}
