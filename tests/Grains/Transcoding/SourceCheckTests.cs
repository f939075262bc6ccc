using System.Collections.Immutable;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class SourceCheckTests
{
    private static readonly SourceDescription Good = SampleSources.ThreeChunks;

    private static readonly Dictionary<string, SourceDescription?> Bad = new(StringComparer.Ordinal)
    {
        ["nothing"] = null,
        ["no video"] = Good with { Video = null! },
        ["no bytes"] = Good with { SizeBytes = 0 },
        ["no container"] = Good with { Container = null! },
        ["no list of audio"] = Good with { Audio = default },
        ["no list of subtitles"] = Good with { Subtitles = default },
        ["no list of notices"] = Good with { Notices = default },
        ["audio track missing"] = Good with { Audio = [null!] },
        ["subtitle track missing"] = Good with { Subtitles = [null!] },
        ["too many audio tracks"] = Good with { Audio = [.. Enumerable.Repeat(Good.Audio[0], AcceptedSources.MaxTracks + 1)] },
        ["too many subtitle tracks"] = Good with { Subtitles = [.. Enumerable.Repeat(Good.Subtitles[0], AcceptedSources.MaxTracks + 1)] },
        ["too many notices"] = Good with { Notices = [.. Enumerable.Repeat("x", 10_000)] },
        ["endless notice"] = Good with { Notices = [new string('x', 100_000)] },
        ["begins at no time"] = Good with { StartTimeMicroseconds = long.MinValue },
        ["frames without end"] = Video(static video => video with { OutputFrameCount = 500_000_000_000 }),
        ["a frame over a day"] = Video(static video => video with { OutputFrameCount = AcceptedSources.MaxFrames(video.OutputFrameRate) + 1 }),
        ["one frame"] = Video(static video => video with { OutputFrameCount = 1 }),
        ["negative frames"] = Video(static video => video with { OutputFrameCount = -1 }),
        ["no rate"] = Video(static video => video with { OutputFrameRate = default }),
        ["slow rate"] = Video(static video => video with { OutputFrameRate = new FrameRate(1, 1_000) }),
        ["fast rate"] = Video(static video => video with { OutputFrameRate = new FrameRate(61, 1) }),
        ["odd rate"] = Video(static video => video with { OutputFrameRate = new FrameRate(2_147_483_647, 89_478_485) }),
        ["large picture"] = Video(static video => video with { CodedWidth = AcceptedSources.MaxSide + 1 }),
        ["small picture"] = Video(static video => video with { CodedHeight = AcceptedSources.MinSide - 1 }),
        ["shown too large"] = Video(static video => video with { DisplayWidth = int.MaxValue }),
        ["shown too small"] = Video(static video => video with { DisplayHeight = -2 }),
        ["turned a little"] = Video(static video => video with { RotationDegrees = 45 }),
        ["no stream"] = Video(static video => video with { StreamIndex = -1 }),
        ["no time base"] = Video(static video => video with { TimeBase = default }),
        ["first picture at no time"] = Video(static video => video with { TimeBase = new Rational(int.MaxValue, 1), FirstPts = long.MaxValue }),
        ["negative preroll"] = Video(static video => video with { PrerollSeconds = -1 }),
        ["preroll is no number"] = Video(static video => video with { PrerollSeconds = double.NaN }),
        ["preroll without end"] = Video(static video => video with { PrerollSeconds = double.PositiveInfinity }),
        ["key frames without end"] = Video(static video => video with { KeyIntervalSeconds = 1e9 }),
        ["no scan"] = Video(static video => video with { ScanType = (ScanType)7 }),
        ["no range"] = Video(static video => video with { DynamicRange = (DynamicRange)7 }),
        ["one bit"] = Video(static video => video with { BitDepth = 1 }),
        ["negative bit rate"] = Video(static video => video with { BitsPerSecond = -1 }),
        ["filter in the matrix"] = Video(static video => video with { ColourMatrix = "bt601,movie=/etc/passwd" }),
        ["no codec"] = Video(static video => video with { Codec = "" }),
        ["no channels"] = Audio(static track => track with { Channels = 0 }),
        ["no layout"] = Audio(static track => track with { ChannelLayout = null! }),
        ["no language"] = Audio(static track => track with { Language = null! }),
        ["lines in the language"] = Audio(static track => track with { Language = "en\n#EXT-X-ENDLIST" }),
        ["lines in the title"] = Audio(static track => track with { Title = "English\n#EXT-X-ENDLIST" }),
        ["endless title"] = Audio(static track => track with { Title = new string('x', AcceptedSources.MaxTitleLength + 1) }),
        ["subtitles without a codec"] = Good with { Subtitles = [Good.Subtitles[0] with { Codec = "sub rip" }] },
    };

    public static TheoryData<string> BadNames => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(BadNames))]
    public void FaultOf_SourceThatCannotBe_SaysWhy(string name) => Assert.NotNull(SourceCheck.FaultOf(Bad[name]));

    [Fact]
    public void FaultOf_OrdinarySources_AreFine() => Assert.All(
        [SampleSources.ThreeChunks, SampleSources.SixChunks, SampleSources.Silent, SampleSources.ThreeRungs],
        static source => Assert.Null(SourceCheck.FaultOf(source)));

    /// <summary>Nothing that is let through keeps a silo for long.</summary>
    [Theory]
    [InlineData(AcceptedSources.MinSide, AcceptedSources.MinSide, 60, 1)]
    [InlineData(AcceptedSources.MaxSide, AcceptedSources.MaxSide, 60, 1)]
    [InlineData(AcceptedSources.MaxSide * AcceptedSources.MaxPixelAspect, AcceptedSources.MinSide, 24_000, 1001)]
    [InlineData(AcceptedSources.MinSide, AcceptedSources.MaxSide * AcceptedSources.MaxPixelAspect, 10, 1)]
    public void FaultOf_SourceAtEveryLimit_IsFineAndCanBePlanned(int width, int height, int frames, int seconds)
    {
        var rate = new FrameRate(frames, seconds);
        var source = Video(video => video with
        {
            CodedWidth = AcceptedSources.MinSide,
            CodedHeight = AcceptedSources.MaxSide,
            DisplayWidth = width,
            DisplayHeight = height,
            OutputFrameRate = rate,
            OutputFrameCount = AcceptedSources.MaxFrames(rate),
            FirstPts = -1,
            PrerollSeconds = AcceptedSources.MaxDuration.TotalSeconds,
        });
        source = source with
        {
            StartTimeMicroseconds = -1,
            Audio = [.. Enumerable.Repeat(Good.Audio[0] with { Title = new string('x', AcceptedSources.MaxTitleLength), Language = "zh-Hant-TW", ChannelLayout = "" }, AcceptedSources.MaxTracks)],
        };
        Assert.Null(SourceCheck.FaultOf(source));
        Assert.InRange(new TitleItems(source, EncodePlanner.Plan(source)).Count, 2_700, 25_000);
    }

    [Fact]
    public void FaultOf_TracksThatCannotBe_SaysWhy()
    {
        TrackSource sound = new(Good.Audio[0], 0, 34, []);
        Assert.Null(SourceCheck.FaultOf(sound));
        Assert.All(
            new TrackSource?[]
            {
                null,
                sound with { DurationSeconds = -1 },
                sound with { DurationSeconds = double.PositiveInfinity },
                sound with { DurationSeconds = AcceptedSources.MaxDuration.TotalSeconds + 1 },
                sound with { StartMicroseconds = long.MaxValue },
                sound with { Notices = default },
                sound with { Audio = Good.Audio[0] with { StreamIndex = -1 } },
                sound with { Audio = null, DurationSeconds = double.NaN },
                sound with { Audio = null, DurationSeconds = 36_000_001 },
            },
            static source => Assert.NotNull(SourceCheck.FaultOf(source)));

        // A cue may stand at a time that no video reaches; nobody sees it.
        Assert.Null(SourceCheck.FaultOf(sound with { Audio = null, DurationSeconds = 35_999_999 }));
    }

    private static SourceDescription Video(Func<SourceVideoTrack, SourceVideoTrack> change) => Good with { Video = change(Good.Video) };

    private static SourceDescription Audio(Func<SourceAudioTrack, SourceAudioTrack> change) => Good with { Audio = ImmutableArray.Create(change(Good.Audio[0])) };
}
