using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Subtitles;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class ResultCheckTests
{
    private static readonly RenditionMeasurement Good = new(400_000, 900_000, "avc1.64001e", "abcdef");

    private static readonly Dictionary<string, RenditionMeasurement?> Bad = new(StringComparer.Ordinal)
    {
        ["nothing"] = null,
        ["negative bytes"] = Good with { Bytes = -1 },
        ["bytes without end"] = Good with { Bytes = long.MaxValue },
        ["negative rate"] = Good with { PeakBitsPerSecond = -1 },
        ["rate beyond reason"] = Good with { PeakBitsPerSecond = ResultCheck.MaxBitsPerSecond + 1 },
        ["no codec"] = Good with { Codecs = null! },
        ["empty codec"] = Good with { Codecs = "" },
        ["endless codec"] = Good with { Codecs = new string('a', 65) },
        ["quote in the codec"] = Good with { Codecs = "avc1\",URI=\"x" },
        ["line in the codec"] = Good with { Codecs = "avc1.64001e\n#EXT-X-ENDLIST" },
        ["line after the codec"] = Good with { Codecs = "avc1.64001e\n" },
        ["several codecs"] = Good with { Codecs = "avc1.64001e,mp4a.40.2" },
        ["no digest"] = Good with { InitSha256 = null! },
        ["endless digest"] = Good with { InitSha256 = new string('a', 100_000) },
        ["negative buffer"] = Good with { Buffer = new LeakyBucket(1, 1, 0, 0, 0, -1) },
    };

    public static TheoryData<string> BadNames => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(BadNames))]
    public void FaultOf_RenditionThatCannotBe_SaysWhy(string name)
    {
        Assert.NotNull(ResultCheck.FaultOf(new AudioResult(Bad[name]!)));
        Assert.NotNull(ResultCheck.FaultOf(new VideoChunkResult([Good, Bad[name]!], Good, true)));
        Assert.NotNull(ResultCheck.FaultOf(new VideoChunkResult([Good], Bad[name]!, true)));
    }

    [Theory]
    [InlineData("avc1.64001e")]
    [InlineData("mp4a.40.2")]
    [InlineData("hvc1.2.4.L153.B0")]
    public void FaultOf_OrdinaryCodecs_AreFine(string codecs) => Assert.Null(ResultCheck.FaultOf(new AudioResult(Good with { Codecs = codecs })));

    [Theory]
    [InlineData(0, true)]
    [InlineData(WebVttDocument.MaxCues, true)]
    [InlineData(WebVttDocument.MaxCues + 1, false)]
    [InlineData(-1, false)]
    public void FaultOf_Cues_AreWithinTheirLimit(int cues, bool isFine) => Assert.Equal(isFine, ResultCheck.FaultOf(new SubtitleResult(cues)) is null);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 21_600, true)]
    [InlineData(-0.1, 0, false)]
    [InlineData(1.1, 0, false)]
    [InlineData(double.NaN, 0, false)]
    [InlineData(double.PositiveInfinity, 0, false)]
    [InlineData(0.5, -1, false)]
    public void FaultOf_Progress_IsAShareAndACount(double fraction, int segments, bool isFine) =>
        Assert.Equal(isFine, ResultCheck.FaultOf(new WorkProgress(fraction, segments)) is null);
}
