using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.Encoding.Tests.Chunks;

/// <summary>Chunks of numbered pictures: across borders no frame is dropped or doubled.</summary>
public sealed class ChunkBorderTests(EncodingHost host)
{
    private const string OpenGop = "-c:v libx264 -preset ultrafast -bf 3 -g 100 -x264-params open-gop=1:b-pyramid=normal:ref=3";

    /// <summary>So short that a seek has several key frames to choose from, and reordering matters at each.</summary>
    private const string ShortGop = "-c:v libx264 -preset ultrafast -bf 3 -g 7 -x264-params b-pyramid=normal:ref=3";

    private const string ClosedGop = "-c:v libx264 -preset ultrafast -bf 3 -g 100 -x264-params b-pyramid=normal:ref=3";

    public static TheoryData<string, string, string, string> Sources => new()
    {
        { "open.mp4", "25", OpenGop, "null" },
        { "open.ts", "30000/1001", OpenGop + " -output_ts_offset 1000", "null" },
        { "ntsc-film.mkv", "24000/1001", OpenGop, "null" },
        { "fast.mkv", "60000/1001", OpenGop, "null" },
        { "closed.mp4", "25", ClosedGop, "null" },
        { "dense.mp4", "30000/1001", ShortGop, "null" },
        { "slow.mp4", "10", ShortGop, "null" },
        { "fragmented-dense.mp4", "25", ShortGop + " -movflags frag_keyframe+empty_moov", "null" },
        { "closed-hevc.mp4", "24", "-c:v libx265 -preset ultrafast -x265-params log-level=error:open-gop=0:keyint=96:bframes=4", "null" },
        { "fragmented.mp4", "25", ClosedGop + " -movflags frag_keyframe+empty_moov", "null" },
        { "refreshed.mp4", "25", "-c:v libx264 -preset ultrafast -g 100 -x264-params intra-refresh=1", "null" },
        { "sixty.mp4", "60", "-c:v libx264 -preset ultrafast -g 600", "null" },
        { "mpeg2.ts", "25", "-c:v mpeg2video -b:v 1M -g 50 -bf 2", "null" },
        { "hevc.mp4", "24", "-c:v libx265 -preset ultrafast -x265-params log-level=error:open-gop=1:keyint=48", "null" },
        { "vp9.webm", "30", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 120", "null" },
        { "motion.avi", "25", "-c:v mpeg4 -q:v 2 -g 100 -bf 2", "null" },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task EncodeAsync_EveryChunk_HoldsExactlyItsFrames(string file, string rate, string codec, string filter)
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("numbered-" + file, _ =>
            ["-f", "lavfi", "-i", NumberedPictures.Source(rate, 67), .. codec.Split(' ')]));
        var title = await ChunkFixture.OpenAsync(host, path);
        Assert.Equal(rate, title.Grid.FrameRate.ToString());

        await AssertNumberedAsync(title, filter);
    }

    [Fact]
    public async Task EncodeAsync_CutWithoutEncoding_BeginsWhereTheEditListSays()
    {
        // The cut lies between two key frames: what comes before it is in the file, and hidden.
        var whole = await host.Sources.GetAsync(new SourceRecipe("uncut.mp4", _ =>
            ["-f", "lavfi", "-i", NumberedPictures.Source("25", 72), .. ShortGop.Replace("-g 7", "-g 50", StringComparison.Ordinal).Split(' ')]));
        var path = await host.Sources.GetAsync(new SourceRecipe("cut.mp4", _ => ["-ss", "3.2", "-i", whole, "-c", "copy"]));
        var title = await ChunkFixture.OpenAsync(host, path);
        Assert.InRange(title.Source.Video.PrerollSeconds, 0.5, 1);
        var expected = await NumberedPictures.ReadAsync(path);

        var numbers = new List<int>();
        for (var chunk = 0; chunk < title.Grid.ChunkCount; chunk++)
        {
            numbers.AddRange(await NumberedPictures.ReadAsync((await title.EncodeAsync(title.Request(chunk))).RungFiles[0]));
        }

        Assert.Equal(expected, numbers);
    }

    [Theory]
    [InlineData(90)]
    [InlineData(270)]
    [InlineData(180)]
    public async Task EncodeAsync_RotatedSource_IsUprightWithoutAMatrix(int degrees)
    {
        // The stored picture is the upright one turned back; what comes out must read without turning.
        var stored = degrees switch { 90 => "transpose=cclock", 270 => "transpose=clock", _ => "hflip,vflip" };
        var upright = new SourceRecipe($"stored-{degrees}.mp4", _ =>
            ["-f", "lavfi", "-i", NumberedPictures.Source("25", 34), "-vf", stored, "-c:v", "libx264", "-preset", "ultrafast"]);
        var title = await ChunkFixture.OpenAsync(host, await OddSources.RotatedAsync(host.Sources, degrees, upright));
        Assert.Equal((192, 108), (title.Source.Video.DisplayWidth, title.Source.Video.DisplayHeight));

        var files = await AssertNumberedAsync(title, "null");

        var streams = System.Text.Encoding.UTF8.GetString(await Ffmpeg.RunAsync("ffprobe", "-v", "error", "-show_streams", files[0]));
        Assert.Contains("width=192", streams, StringComparison.Ordinal);
        Assert.DoesNotContain("rotat", streams, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task EncodeAsync_PicturesChangeTheirSize_LosesNone()
    {
        var parts = new List<byte>();
        foreach (var (start, width, height) in new[] { (0, 192, 108), (6, 256, 144) })
        {
            var part = await host.Sources.GetAsync(new SourceRecipe($"size-{width}.ts", _ =>
            [
                "-f", "lavfi", "-i", NumberedPictures.Source("25", 12, width, height), "-vf", $"trim=start={start}:duration=6",
                "-copyts", "-fps_mode", "passthrough", "-c:v", "libx264", "-preset", "ultrafast",
            ]));
            parts.AddRange(await File.ReadAllBytesAsync(part, TestContext.Current.CancellationToken));
        }

        var title = await ChunkFixture.OpenAsync(host, await host.Sources.WriteAsync("sizes.ts", [.. parts]));

        var numbers = await NumberedPictures.ReadAsync((await title.EncodeAsync(title.Request(0))).RungFiles[0]);

        Assert.Equal(Enumerable.Range(0, 300), numbers);
    }

    [Fact]
    public async Task EncodeAsync_LastPicturesMissing_StillHasThePlannedFrames()
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("short.mp4", _ =>
            ["-f", "lavfi", "-i", NumberedPictures.Source("25", 3), "-c:v", "libx264", "-preset", "ultrafast"]));
        var title = await ChunkFixture.OpenAsync(host, path);
        var grid = title.Grid with { FrameCount = title.Grid.FrameCount + 6 };

        var chunk = await title.EncodeAsync(title.Request(0) with { Grid = grid });

        var numbers = await NumberedPictures.ReadAsync(chunk.RungFiles[0]);
        Assert.Equal([.. Enumerable.Range(0, 75), .. Enumerable.Repeat(74, 6)], numbers);
    }

    [Fact]
    public async Task EncodeAsync_VariableRateAcrossABorder_ShowsWhatASingleDecodeShows()
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("holds.mkv", _ =>
        [
            "-f", "lavfi", "-i", NumberedPictures.Source("30", 40), "-vf", "select='not(between(n,900,990))*not(eq(mod(n,7),3))'",
            "-fps_mode", "vfr", "-c:v", "libx264", "-preset", "ultrafast", "-g", "150",
        ]));
        var title = await ChunkFixture.OpenAsync(host, path);
        var expected = await NumberedPictures.ReadAsync(path, "fps=30:round=near");

        var numbers = new List<int>();
        for (var chunk = 0; chunk < title.Grid.ChunkCount; chunk++)
        {
            numbers.AddRange(await NumberedPictures.ReadAsync((await title.EncodeAsync(title.Request(chunk))).RungFiles[0]));
        }

        Assert.Equal(expected[..numbers.Count], numbers);
        Assert.InRange(expected.Length - numbers.Count, 0, 1);
    }

    [Theory]
    [InlineData("tff", "interleave_top", "-c:v mpeg2video -b:v 2M -flags +ildct+ilme", "ts")]
    [InlineData("bff", "interleave_bottom", "-c:v libx264 -preset ultrafast -x264-params bff=1", "mkv")]
    public async Task EncodeAsync_Interlaced_EveryFieldBecomesAFrameInOrder(string order, string mode, string codec, string extension)
    {
        // Each frame keeps the lines of its own field and guesses those between: the number is read from its own lines.
        var path = await host.Sources.GetAsync(new SourceRecipe($"fields-{order}.{extension}", _ =>
            ["-f", "lavfi", "-i", NumberedPictures.Source("50", 36), "-vf", $"tinterlace={mode},setfield={order}", .. codec.Split(' ')]));
        var title = await ChunkFixture.OpenAsync(host, path);
        Assert.Equal("50", title.Grid.FrameRate.ToString());

        var numbers = new List<int>();
        for (var chunk = 0; chunk < title.Grid.ChunkCount; chunk++)
        {
            var file = (await title.EncodeAsync(title.Request(chunk))).RungFiles[0];
            var top = await NumberedPictures.ReadAsync(file, "field=top");
            var bottom = await NumberedPictures.ReadAsync(file, "field=bottom");
            numbers.AddRange(top.Select((number, i) => (i % 2 == 0) == (order == "tff") ? number : bottom[i]));
        }

        Assert.Equal(Enumerable.Range(0, (int)title.Grid.FrameCount), numbers);
    }

    private static async Task<List<string>> AssertNumberedAsync(ChunkFixture title, string filter)
    {
        var files = new List<string>();
        for (var chunk = 0; chunk < title.Grid.ChunkCount; chunk++)
        {
            var start = (int)title.Grid.ChunkStartFrame(chunk);
            var end = (int)title.Grid.ChunkStartFrame(chunk + 1);
            var encoded = await title.EncodeAsync(title.Request(chunk));

            var numbers = await NumberedPictures.ReadAsync(encoded.RungFiles[0], filter);

            Assert.Equal(Enumerable.Range(start, end - start).Select(number => number % 4096), numbers);
            files.Add(encoded.RungFiles[0]);
        }

        return files;
    }
}
