using System.Buffers.Binary;
using System.Runtime.InteropServices;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Cmaf;

public sealed class AudioSegmenterTests(ITestOutputHelper output)
{
    private const int Rate = SegmentGrid.AudioSampleRate;
    private const int FrameSamples = SegmentGrid.AudioFrameSamples;

    // 601 frames at 29.97: 5 segments and one frame, 20.05 s.
    private static readonly SegmentGrid Grid = new(new FrameRate(30000, 1001), 601);

    [Theory]
    [InlineData("stereo", 2)]
    [InlineData("5.1", 6)]
    public async Task ReadSegments_OfTheRecipe_LieOnTheGridAndDecodeCleanly(string layout, int channels)
    {
        var (init, segments) = await CutAsync(await RecipeEncoder.AudioAsync(Grid, $"sine=frequency=440:sample_rate=44100:duration=30,aformat=channel_layouts={layout}", layout));
        Assert.Equal((TrackKind.Audio, Rate, Rate, channels, "mp4a.40.2", false), (init.Kind, init.Timescale, init.SampleRate, init.Channels, init.Codec, init.HasEditList));
        Assert.Equal(Grid.SegmentCount, segments.Count);
        long frames = 0;
        foreach (var segment in segments)
        {
            var read = MediaSegment.Parse(init, segment.Bytes);
            Assert.Equal((frames, (uint)segment.Index + 1, frames * FrameSamples), (segment.FirstFrame, read.SequenceNumber, read.DecodeTime));
            Assert.Equal((Grid.AudioSegmentStartFrame(segment.Index), segment.FrameCount), (segment.FirstFrame, read.Samples.Length));
            Assert.All(read.Samples, sample => Assert.True(sample is { IsSync: true, Duration: FrameSamples, CompositionOffset: 0 }));
            frames += segment.FrameCount;
        }

        Assert.Equal(Grid.AudioFrameCount, frames);
        var samples = await DecodeAsync(init, segments, channels);
        Assert.Equal(Grid.AudioFrameCount * FrameSamples * channels, samples.Length);
    }

    [Fact]
    public async Task ReadSegments_OfTheRecipe_AreReadAlikeByMp4Box()
    {
        var (init, segments) = await CutAsync(await RecipeEncoder.AudioAsync(Grid, "sine=duration=30"));
        using var folder = new TemporaryFolder();
        var judged = await MediaTools.Mp4BoxAsync(folder.Write("sound.mp4", [init.Bytes, .. segments.Select(segment => segment.Bytes)]));
        Assert.Equal((init.Codec, Rate), (judged.GetProperty("codec").GetString(), judged.GetProperty("timescale").GetInt32()));
        var times = judged.GetProperty("samples").EnumerateArray().Select(sample => (sample[0].GetInt64(), sample[1].GetInt64(), sample[2].GetInt64(), sample[4].GetInt32()));
        Assert.Equal(Enumerable.Range(0, (int)Grid.AudioFrameCount).Select(i => (i * 1024L, i * 1024L, 1024L, 1)), times);
    }

    [Theory]
    [InlineData(48_000, "cmaf+frag_discont+skip_trailer")]
    [InlineData(44_100, "cmaf+frag_discont+skip_trailer")]
    [InlineData(48_000, "empty_moov+default_base_moof+delay_moov")]
    public async Task ReadSegments_Clicks_StayWhereTheyWere(int sourceRate, string movFlags)
    {
        // A click of 1 ms at every whole second but 0; with delay_moov ffmpeg says its priming by an edit list.
        var file = await RecipeEncoder.AudioAsync(Grid, $"aevalsrc='0.8*gt(t\\,0.5)*lt(mod(t\\,1)\\,0.001)':s={sourceRate}:d=30", movFlags: movFlags);
        Assert.Equal(movFlags.Contains("delay_moov", StringComparison.Ordinal), InitSegment.Parse(file).HasEditList);
        var (init, segments) = await CutAsync(file);
        var samples = await DecodeAsync(init, segments, 2);
        for (var second = 1; second <= 20; second++)
        {
            var around = Enumerable.Range((second * Rate) - 4800, 6800).ToList();
            var loudest = around.Max(i => Math.Abs((int)samples[2 * i]));
            Assert.True(loudest > 3000, $"no click at {second} s");
            var onset = around.First(i => 2 * Math.Abs((int)samples[2 * i]) > loudest);
            Assert.InRange(onset - (second * Rate), -48, 48);
        }
    }

    [Fact]
    public async Task ReadSegments_WhileTheEncoderWrites_GiveEachSegmentAsSoonAsItIsComplete()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var file = await RecipeEncoder.AudioAsync(Grid, "sine=duration=30");
        var source = new TrickleStream(file, seed);
        var segmenter = new AudioSegmenter(source, Grid);
        await segmenter.ReadInitAsync(TestContext.Current.CancellationToken);
        var taken = new List<int>();
        await foreach (var segment in segmenter.ReadSegmentsAsync(TestContext.Current.CancellationToken))
        {
            taken.Add(source.Taken);
        }

        Assert.Equal(Grid.SegmentCount, taken.Count);
        Assert.True(taken[0] < file.Length / 2, $"the first segment needed {taken[0]} of {file.Length} bytes");
        Assert.Equal(file.Length, source.Taken);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(192_000)]
    [InlineData(192_511)]
    [InlineData(193_024)]
    public async Task ReadSegments_TitlesOfAnyLength_HaveExactlyTheGridsCount(int samples)
    {
        // One frame of video lasts one sample, so that the grid asks for any number of samples.
        var grid = new SegmentGrid(new FrameRate(Rate, 1), samples);
        Assert.Equal(samples, grid.AudioSampleCount);
        var (_, segments) = await CutAsync(await RecipeEncoder.AudioAsync(grid, "sine=sample_rate=44100:duration=10"), grid);
        Assert.Equal(grid.AudioFrameCount, segments.Sum(segment => segment.FrameCount));
    }

    [Theory]
    [InlineData(+1024, null)]
    [InlineData(+2048, null)]
    [InlineData(+3072, CmafFault.GridMismatch)]
    [InlineData(-1024, CmafFault.GridMismatch)]
    public async Task ReadSegments_AnotherLengthThanTheGrids_IsCutOrRefused(int difference, CmafFault? fault)
    {
        // At 48,000 "frames" a second a frame is a sample.
        var made = new SegmentGrid(new FrameRate(Rate, 1), 300_000);
        var asked = made with { FrameCount = made.FrameCount - difference };
        var file = await RecipeEncoder.AudioAsync(made, "sine=duration=10");
        if (fault is null)
        {
            var (_, segments) = await CutAsync(file, asked);
            Assert.Equal(asked.AudioFrameCount, segments.Sum(segment => segment.FrameCount));
            return;
        }

        var error = await Assert.ThrowsAsync<CmafFormatException>(() => CutAsync(file, asked));
        Assert.Equal(fault, error.Fault);
    }

    [Fact]
    public async Task ReadSegments_AFragmentMissing_IsAMismatch()
    {
        var file = await RecipeEncoder.AudioAsync(Grid, "sine=duration=30");
        var head = BinaryPrimitives.ReadInt32BigEndian(file);
        var start = head + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(head));
        var end = start + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(start));
        end += BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(end));
        byte[] gap = [.. file.AsSpan(0, start), .. file.AsSpan(end)];
        var error = await Assert.ThrowsAsync<CmafFormatException>(() => CutAsync(gap));
        Assert.Equal(CmafFault.GridMismatch, error.Fault);
        Assert.Equal(start, error.Offset);
    }

    [Fact]
    public async Task ReadInit_SoundOfAnotherRate_IsRefused()
    {
        var file = await MediaTools.FfmpegAsync("-f", "lavfi", "-i", "sine=sample_rate=44100:duration=1", "-c:a", "aac", "-movflags", "cmaf", "-f", "mp4", "pipe:1");
        var segmenter = new AudioSegmenter(new MemoryStream(file), Grid);
        var error = await Assert.ThrowsAsync<CmafFormatException>(() => segmenter.ReadInitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(CmafFault.GridMismatch, error.Fault);
    }

    private static async Task<(InitSegment Init, List<AudioSegment> Segments)> CutAsync(byte[] file, SegmentGrid? grid = null)
    {
        var segmenter = new AudioSegmenter(new MemoryStream(file), grid ?? Grid);
        var init = await segmenter.ReadInitAsync(TestContext.Current.CancellationToken);
        var reparsed = InitSegment.Parse(init.Bytes);
        Assert.Equal(init.Bytes.Length, reparsed.Bytes.Length);
        Assert.False(reparsed.HasEditList);
        var segments = new List<AudioSegment>();
        await foreach (var segment in segmenter.ReadSegmentsAsync(TestContext.Current.CancellationToken))
        {
            segments.Add(segment);
        }

        return (init, segments);
    }

    private static async Task<short[]> DecodeAsync(InitSegment init, List<AudioSegment> segments, int channels)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("sound.mp4", [init.Bytes, .. segments.Select(segment => segment.Bytes)]);
        var pcm = await MediaTools.FfmpegAsync("-i", file, "-f", "s16le", "-ac", $"{channels}", "-");
        return MemoryMarshal.Cast<byte, short>(pcm).ToArray();
    }
}
