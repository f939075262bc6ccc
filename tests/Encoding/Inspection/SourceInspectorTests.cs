using StreamVerse.Encoding.Inspection;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Tests.Inspection;

public sealed class SourceInspectorTests(EncodingHost host)
{
    [Fact]
    public async Task InspectAsync_PlainFile_DescribesIt()
    {
        var source = await InspectAsync(OddSources.Plain);

        Assert.Equal(("h264", 192, 108, 192, 108, 0), (source.Video.Codec, source.Video.CodedWidth, source.Video.CodedHeight, source.Video.DisplayWidth, source.Video.DisplayHeight, source.Video.RotationDegrees));
        Assert.Equal(new FrameRate(25, 1), source.Video.OutputFrameRate);
        Assert.Equal(50, source.Video.OutputFrameCount);
        Assert.Equal((ScanType.Progressive, DynamicRange.Sdr, 8, 0L), (source.Video.ScanType, source.Video.DynamicRange, source.Video.BitDepth, source.Video.FirstPts));
        Assert.Equal((0.66, 2.0), (source.Video.PrerollSeconds, source.Video.KeyIntervalSeconds));
        Assert.Equal("bt601", source.Video.ColourMatrix);
        var track = Assert.Single(source.Audio);
        Assert.Equal(("aac", 1, "und", true), (track.Codec, track.Channels, track.Language, track.IsDefault));
        Assert.Empty(source.Notices);
        Assert.Equal(new FileInfo(await host.Sources.GetAsync(OddSources.Plain)).Length, source.SizeBytes);
    }

    [Theory]
    [InlineData("closed.mp4", "libx264 -preset ultrafast -bf 3", true)]
    [InlineData("closed.mkv", "libx264 -preset ultrafast -bf 3", false)]
    [InlineData("closed-hevc.mp4", "libx265 -preset ultrafast -x265-params log-level=error:open-gop=0", true)]
    [InlineData("open-hevc.mkv", "libx265 -preset ultrafast -x265-params log-level=error:open-gop=1", false)]
    [InlineData("open.mp4", "libx264 -preset ultrafast -bf 3 -x264-params open-gop=1", false)]
    [InlineData("refreshed.mp4", "libx264 -preset ultrafast -x264-params intra-refresh=1", false)]
    [InlineData("rough.ts", "libx264 -preset ultrafast -bf 3", false)]
    [InlineData("mpeg4.mp4", "mpeg4", false)]
    public async Task InspectAsync_KeyFrames_ALongPrerollOnlyWhereDecodingCannotBeginAtAnyOfThem(string file, string codec, bool areClean)
    {
        var source = await InspectAsync(new SourceRecipe("keys-" + file, $"-f lavfi -i testsrc2=s=192x108:r=25:d=12 -g 100 -c:v {codec}"));

        Assert.Equal(4, source.Video.KeyIntervalSeconds, 0.5);
        Assert.InRange(source.Video.PrerollSeconds, areClean ? 0.5 : 5.5, areClean ? 1 : 7);
    }

    [Theory]
    [InlineData("24000/1001", "mp4")]
    [InlineData("24", "mkv")]
    [InlineData("25", "ts")]
    [InlineData("30000/1001", "mkv")]
    [InlineData("30", "mp4")]
    [InlineData("50", "mkv")]
    [InlineData("60000/1001", "mkv")]
    [InlineData("60", "ts")]
    [InlineData("15", "mp4")]
    public async Task InspectAsync_ConstantRate_IsFoundExactly(string rate, string extension)
    {
        var source = await InspectAsync(OddSources.Rate(rate, extension));

        Assert.Equal(rate, source.Video.OutputFrameRate.ToString());
        Assert.InRange(source.Video.OutputFrameCount, 3 * source.Video.OutputFrameRate.FramesPerSecond - 1, 3 * source.Video.OutputFrameRate.FramesPerSecond + 1);
    }

    [Fact]
    public async Task InspectAsync_120FramesASecond_IsHalved()
    {
        var source = await InspectAsync(OddSources.Fast);

        Assert.Equal(new FrameRate(60, 1), source.Video.OutputFrameRate);
        Assert.Equal(60, source.Video.OutputFrameCount);
    }

    [Fact]
    public async Task InspectAsync_VariableRate_TakesTheUsualDistance()
    {
        var source = await InspectAsync(OddSources.VariableRate);

        Assert.Equal(new FrameRate(30, 1), source.Video.OutputFrameRate);
        Assert.InRange(source.Video.OutputFrameCount, 178, 181);
    }

    [Fact]
    public async Task InspectAsync_Interlaced_DoublesTheRate()
    {
        var top = await InspectAsync(OddSources.InterlacedTop);
        var bottom = await InspectAsync(OddSources.InterlacedBottom);

        Assert.Equal((ScanType.InterlacedTopFirst, new FrameRate(50, 1)), (top.Video.ScanType, top.Video.OutputFrameRate));
        Assert.Equal((ScanType.InterlacedBottomFirst, new FrameRate(60000, 1001)), (bottom.Video.ScanType, bottom.Video.OutputFrameRate));
    }

    [Theory]
    [InlineData(90, 108, 192)]
    [InlineData(180, 192, 108)]
    [InlineData(270, 108, 192)]
    public async Task InspectAsync_Rotated_TellsHowToTurnIt(int degrees, int width, int height)
    {
        var source = await InspectAsync(await OddSources.RotatedAsync(host.Sources, degrees));

        Assert.Equal((degrees, width, height), (source.Video.RotationDegrees, source.Video.DisplayWidth, source.Video.DisplayHeight));
    }

    [Fact]
    public async Task InspectAsync_OddPictures_AreDescribed()
    {
        var portrait = await InspectAsync(OddSources.Portrait);
        var odd = await InspectAsync(OddSources.OddSize);
        var anamorphic = await InspectAsync(OddSources.Anamorphic);
        var ten = await InspectAsync(OddSources.TenBit);

        Assert.Equal((108, 192), (portrait.Video.DisplayWidth, portrait.Video.DisplayHeight));
        Assert.Equal((641, 359), (odd.Video.CodedWidth, odd.Video.CodedHeight));
        Assert.Equal((256, 144), (anamorphic.Video.DisplayWidth, anamorphic.Video.DisplayHeight));
        Assert.Equal((10, DynamicRange.Sdr), (ten.Video.BitDepth, ten.Video.DynamicRange));
    }

    [Theory]
    [InlineData("smpte2084", DynamicRange.Pq)]
    [InlineData("arib-std-b67", DynamicRange.Hlg)]
    public async Task InspectAsync_HighDynamicRange_IsRecognised(string transfer, DynamicRange expected)
    {
        var source = await InspectAsync(OddSources.Hdr(transfer, "512"));

        Assert.Equal((expected, 10, "bt2020"), (source.Video.DynamicRange, source.Video.BitDepth, source.Video.ColourMatrix));
    }

    [Fact]
    public async Task InspectAsync_Sound_IsDescribed()
    {
        Assert.Empty((await InspectAsync(OddSources.Silent)).Audio);
        Assert.Equal(1, Assert.Single((await InspectAsync(OddSources.Mono)).Audio).Channels);
        var surround = Assert.Single((await InspectAsync(OddSources.Surround)).Audio);
        Assert.Equal((6, "5.1(side)"), (surround.Channels, surround.ChannelLayout));
        var languages = (await InspectAsync(OddSources.TwoLanguages)).Audio;
        Assert.Equal([("de", null, false), ("fr", "Commentaire", true)], languages.Select(track => (track.Language, track.Title, track.IsDefault)));
    }

    [Fact]
    public async Task InspectAsync_OneOfTwoAudioTracksDoesNotDecode_ThatOneIsLeftOut()
    {
        var source = await InspectAsync(await OddSources.HalfUndecodableAsync(host.Sources));

        Assert.Equal("de", Assert.Single(source.Audio).Language);
        Assert.Contains("stream 2 (unknown, fr) cannot be decoded", Assert.Single(source.Notices), StringComparison.Ordinal);
        Assert.InRange(source.Video.PrerollSeconds, 0.5, 1);
    }

    [Fact]
    public async Task InspectAsync_LateStart_CountsFromTheFirstPicture()
    {
        var source = await InspectAsync(OddSources.LateStart);

        Assert.InRange(source.Video.FirstPts * source.Video.TimeBase.Value, 5000, 5003);
        Assert.InRange(source.StartTimeMicroseconds, 5_000_000_000 - 100_000, 5_003_000_000);
        Assert.Equal(50, source.Video.OutputFrameCount);
    }

    [Fact]
    public async Task InspectAsync_Subtitles_TextIsKeptPicturesAreNamed()
    {
        var matroska = await InspectAsync(await OddSources.SubtitledAsync(host.Sources, "mkv"));
        var mp4 = await InspectAsync(await OddSources.SubtitledAsync(host.Sources, "mp4"));
        var bitmap = await InspectAsync(await OddSources.BitmapSubtitledAsync(host.Sources));

        Assert.Equal([("subrip", "en"), ("ass", "pt-BR")], matroska.Subtitles.Select(track => (track.Codec, track.Language)));
        Assert.Contains("loses its fonts", Assert.Single(matroska.Notices), StringComparison.Ordinal);
        Assert.Equal("mov_text", Assert.Single(mp4.Subtitles).Codec);
        Assert.Empty(bitmap.Subtitles);
        Assert.Contains("consists of pictures", Assert.Single(bitmap.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_CoverPicture_IsIgnored()
    {
        var source = await InspectAsync(await OddSources.CoveredAsync(host.Sources));

        Assert.Equal("h264", source.Video.Codec);
    }

    private async Task<SourceDescription> InspectAsync(SourceRecipe recipe) => await InspectAsync(await host.Sources.GetAsync(recipe));

    private Task<SourceDescription> InspectAsync(string path) =>
        host.Get<ISourceInspector>().InspectAsync(path, TestContext.Current.CancellationToken);
}
