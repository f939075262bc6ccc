using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>Estimates against the peak of one ffmpeg 5.1 that makes all rungs from a source of that size (in MiB, as measured).</summary>
public sealed class WorkCostTests
{
    [Theory]
    [InlineData(640, 360, 143)]
    [InlineData(1280, 720, 431)]
    [InlineData(1920, 1080, 844)]
    [InlineData(3840, 2160, 3090)]
    public void MemoryBytes_OfAChunk_IsAboveWhatWasMeasuredAndNotMuch(int width, int height, int measuredMebibytes)
    {
        var video = SampleSources.ThreeChunks.Video with { CodedWidth = width, CodedHeight = height, DisplayWidth = width, DisplayHeight = height };
        var source = SampleSources.ThreeChunks with { Video = video };
        var estimate = WorkCost.MemoryBytes(new VideoChunkWork(source, EncodePlanner.Plan(source), 0));
        Assert.InRange(estimate / 1048576.0, measuredMebibytes, 1.6 * measuredMebibytes);
    }
}
