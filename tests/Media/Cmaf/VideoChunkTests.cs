using System.Globalization;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Cmaf;

public sealed class VideoChunkTests(EncodedTitle title) : IClassFixture<EncodedTitle>
{
    [Fact]
    public void Verify_ChunksOfTheRecipe_LieOnTheGrid()
    {
        for (var chunk = 0; chunk < title.Grid.ChunkCount; chunk++)
        {
            title.Chunks[chunk].Verify(title.Grid, chunk);
            Assert.Equal(title.Chunks[0].Init.Bytes.ToArray(), title.Chunks[chunk].Init.Bytes.ToArray());
        }

        Assert.Equal([8, 8, 2], title.Chunks.Select(chunk => chunk.Segments.Length));
        Assert.Equal(title.Grid.FrameCount, title.Segments.Sum(segment => segment.Samples.Length));
    }

    [Fact]
    public async Task Segments_JoinedAcrossChunks_DecodeCleanlyToEveryFrame()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("title.mp4", [title.Chunks[0].Init.Bytes, .. title.Segments.Select(segment => segment.Bytes)]);
        var frames = await MediaTools.FfmpegAsync("-i", file, "-fps_mode", "passthrough", "-f", "framemd5", "-");
        var times = System.Text.Encoding.ASCII.GetString(frames).Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => long.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(title.Grid.FrameCount, times.Count);
        Assert.Single(times.Zip(times.Skip(1), (first, second) => second - first).Distinct());
    }

    [Fact]
    public async Task Segments_JoinedAcrossChunks_AreReadAlikeByMp4Box()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("title.mp4", [title.Chunks[0].Init.Bytes, .. title.Segments.Select(segment => segment.Bytes)]);
        var judged = await MediaTools.Mp4BoxAsync(file);
        Assert.Equal(title.Chunks[0].Init.Codec, judged.GetProperty("codec").GetString());
        var samples = judged.GetProperty("samples").EnumerateArray().Select(sample => sample.EnumerateArray().Select(value => value.GetInt64()).ToArray());
        var expected = title.Segments.SelectMany(segment => segment.Samples).Select((sample, i) =>
        {
            var time = (long)i * title.Grid.FrameDuration;
            return new[] { time, time + sample.CompositionOffset, sample.Duration, sample.Size, sample.IsSync ? 1 : 0 };
        });
        Assert.Equal(expected, samples);
    }

    [Theory]
    [InlineData(24000, 1001, 0)]
    [InlineData(25, 1, 0)]
    [InlineData(60000, 1001, 0)]
    [InlineData(15, 2, 0)]
    [InlineData(1, 1, 0)]
    [InlineData(50, 1, 1)]
    public async Task Verify_OtherFrameRatesAndLengths_LieOnTheGrid(int numerator, int denominator, int frames)
    {
        var grid = new SegmentGrid(new FrameRate(numerator, denominator), 1);
        grid = grid with { FrameCount = frames > 0 ? frames : (2 * grid.SegmentFrames) + grid.GopFrames + 1 };
        VideoChunkSplitter.Split(await RecipeEncoder.VideoChunkAsync(grid, 0)).Verify(grid, 0);
    }

    [Fact]
    public void Split_AWholeChunk_CopiesNoMedia()
    {
        byte[] file = [.. title.Chunks[0].Init.Bytes.Span, .. title.Chunks[0].Segments.SelectMany(segment => segment.Bytes.ToArray())];
        VideoChunkSplitter.Split(file).Verify(title.Grid, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        VideoChunkSplitter.Split(file).Verify(title.Grid, 0);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        // 20 bytes a sample and little else: 960 samples here, whatever the size of the pictures.
        Assert.InRange(allocated, 0, 960 * 20 + 12_000);
    }

    [Fact]
    public void Init_OfTheRecipe_SaysWhatTheTrackIs()
    {
        var init = title.Chunks[0].Init;
        Assert.Equal((TrackKind.Video, 30000, 96, 54, "avc1.64000d", 4), (init.Kind, init.Timescale, init.Width, init.Height, init.Codec, init.NalLengthSize));
        Assert.False(init.HasEditList);
    }

    [Fact]
    public void Verify_AnotherChunksPlace_IsAMismatchOfTheStart()
    {
        var error = Assert.Throws<CmafFormatException>(() => title.Chunks[1].Verify(title.Grid, 0));
        Assert.Equal(CmafFault.GridMismatch, error.Fault);
        Assert.Contains("decode time of the first frame 960960, the grid says 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ATitleOfMoreFrames_IsAMismatch()
    {
        var longer = title.Grid with { FrameCount = title.Grid.FrameCount + 1 };
        var error = Assert.Throws<CmafFormatException>(() => title.Chunks[2].Verify(longer, 2));
        Assert.Contains("Segment 17: number of frames is 61, the grid says 62", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sequence")]
    [InlineData("nal")]
    [InlineData("flags")]
    [InlineData("duration")]
    [InlineData("shown twice")]
    public void Verify_ATamperedSegment_IsAMismatch(string what)
    {
        var chunk = title.Chunks[0];
        var segment = chunk.Segments[1];
        var samples = segment.Samples;
        var bytes = segment.Bytes.ToArray();
        bytes[samples[60].Offset + 4] = what == "nal" ? (byte)0x41 : bytes[samples[60].Offset + 4];
        var tampered = what switch
        {
            "sequence" => segment with { SequenceNumber = 9 },
            "nal" => segment with { Bytes = bytes },
            "flags" => segment with { Samples = samples.SetItem(60, samples[60] with { Flags = 0x0101_0000 }) },
            "duration" => segment with { Samples = samples.SetItem(5, samples[5] with { Duration = 1002 }) },
            _ => segment with { Samples = samples.SetItem(5, samples[5] with { CompositionOffset = samples[5].CompositionOffset + 1001 }) },
        };
        var error = Assert.Throws<CmafFormatException>(() => (chunk with { Segments = chunk.Segments.SetItem(1, tampered) }).Verify(title.Grid, 0));
        Assert.Equal(CmafFault.GridMismatch, error.Fault);
        Assert.StartsWith("Segment 1: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Split_AChunkBehindTheEnd_IsEmpty()
    {
        var grid = new SegmentGrid(new FrameRate(25, 1), 50);
        var file = await RecipeEncoder.VideoChunkAsync(grid with { FrameCount = 50 }, 1);
        Assert.InRange(file.Length, 700, 800);
        Assert.Equal(CmafFault.EmptyChunk, Assert.Throws<CmafFormatException>(() => VideoChunkSplitter.Split(file)).Fault);
    }

    [Theory]
    [InlineData("-c:v libx265 -preset ultrafast -tag:v hvc1 -x265-params log-level=none:keyint=50:min-keyint=50:scenecut=0:open-gop=0:pools=1")]
    [InlineData("-c:v libaom-av1 -cpu-used 8 -g 50 -crf 40 -threads 1")]
    public async Task Split_OtherCodecs_AreNamedAsMp4BoxNamesThem(string arguments)
    {
        var grid = new SegmentGrid(new FrameRate(25, 1), 12);
        var file = await RecipeEncoder.VideoChunkAsync(grid, 0, arguments);
        var chunk = VideoChunkSplitter.Split(file);
        chunk.Verify(grid, 0);
        using var folder = new TemporaryFolder();
        var judged = await MediaTools.Mp4BoxAsync(folder.Write("chunk.mp4", file));
        Assert.Equal(judged.GetProperty("codec").GetString(), chunk.Init.Codec);
    }

    [Fact]
    public void Buckets_OfAllChunks_StayWithinTheBufferThatWasAskedFor()
    {
        var bucket = title.Chunks.Select(chunk => LeakyBucket.Measure(chunk, RecipeEncoder.MaxBitsPerSecond)).Aggregate((all, next) => all.Then(next));
        Assert.InRange(bucket.PeakSeconds, 0.01, 1.5);
    }
}
