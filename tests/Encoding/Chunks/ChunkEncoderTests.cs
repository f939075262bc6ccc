using System.Security.Cryptography;
using StreamVerse.Encoding.Chunks;
using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.Encoding.Tests.Chunks;

public sealed class ChunkEncoderTests(EncodingHost host)
{
    private static readonly SourceRecipe Long = new(
        "long-open.mp4",
        "-f lavfi -i testsrc2=s=320x180:r=25:d=70 -c:v libx264 -preset ultrafast -bf 3 -g 100 -x264-params open-gop=1");

    [Fact]
    public async Task EncodeAsync_Again_GivesTheSameBytes()
    {
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(Long));
        var request = title.Request(1, ChunkFixture.Rung(160, 90), ChunkFixture.Rung(320, 180)) with { Thumbnails = ChunkFixture.Thumbnails };

        var first = await title.EncodeAsync(request);
        var again = await title.EncodeAsync(request with { WorkDirectory = host.NewFolder() });
        var longer = await title.EncodeAsync(request with { WorkDirectory = host.NewFolder(), ExtraPrerollSeconds = 7 });
        var whole = await title.EncodeAsync(request with { WorkDirectory = host.NewFolder(), ExtraPrerollSeconds = 600 });

        Assert.Equal(Hashes(first), Hashes(again));
        Assert.Equal(Hashes(first), Hashes(longer));
        Assert.Equal(Hashes(first), Hashes(whole));
    }

    [Fact]
    public async Task EncodeAsync_AllChunks_HaveTheSameInitSegmentAndJoinToAPlayableTrack()
    {
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(Long));
        var joined = Path.Combine(host.NewFolder(), "joined.mp4");
        var inits = new List<string>();
        await using (var output = File.Create(joined))
        {
            for (var chunk = 0; chunk < title.Grid.ChunkCount; chunk++)
            {
                var bytes = await File.ReadAllBytesAsync((await title.EncodeAsync(title.Request(chunk))).RungFiles[0], TestContext.Current.CancellationToken);
                var media = bytes.AsSpan().IndexOf("moof"u8) - 4;
                inits.Add(Convert.ToHexString(SHA256.HashData(bytes.AsSpan(0, media))));
                await output.WriteAsync(bytes.AsMemory(chunk == 0 ? 0 : media), TestContext.Current.CancellationToken);
            }
        }

        Assert.Single(inits.Distinct());
        var (_, errors, exitCode) = await Ffmpeg.TryRunAsync("ffmpeg", "-v", "error", "-nostdin", "-i", joined, "-f", "null", "-");
        Assert.Equal((0, string.Empty), (exitCode, errors));
        var packets = System.Text.Encoding.ASCII.GetString(await Ffmpeg.RunAsync(
            "ffprobe", "-v", "error", "-show_entries", "packet=dts,flags", "-of", "csv=p=0", joined)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(title.Grid.FrameCount, packets.Length);
        var keys = packets.Select((packet, i) => (packet, i)).Where(item => item.packet.Contains('K', StringComparison.Ordinal)).Select(item => item.i);
        Assert.All(keys, key => Assert.Equal(0, key % title.Grid.GopFrames));
        Assert.Equal(Enumerable.Range(0, packets.Length).Select(i => (long)i * title.Grid.FrameDuration), packets.Select(packet => long.Parse(packet.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task EncodeAsync_SeveralRungsAndThumbnails_GivesThemAll()
    {
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(Long));
        var reports = new List<EncodeProgress>();
        var request = title.Request(2, ChunkFixture.Rung(160, 90), ChunkFixture.Rung(320, 180)) with { Thumbnails = ChunkFixture.Thumbnails };

        var chunk = await title.EncodeAsync(request, new Recorder(reports));

        Assert.Equal(["160x90", "320x180"], [await SizeAsync(chunk.RungFiles[0]), await SizeAsync(chunk.RungFiles[1])]);
        Assert.Equal("384x216", await SizeAsync(chunk.SpriteSheetFile!));
        var frames = title.Grid.FrameCount - title.Grid.ChunkStartFrame(2);
        Assert.Equal((frames, frames), (reports[^1].FramesDone, reports[^1].FramesTotal));
        Assert.True(reports[^1].Speed > 0);
        Assert.Equal(reports.Select(report => report.FramesDone).Order(), reports.Select(report => report.FramesDone));
    }

    [Fact]
    public async Task EncodeAsync_Thumbnails_AreTheFirstPicturesOfTheirGroups()
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("grey-steps.mp4", _ =>
            ["-f", "lavfi", "-i", "color=black:s=64x36:r=25:d=34,format=gray,geq=lum='40+floor(N/50)*10',format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast"]));
        var title = await ChunkFixture.OpenAsync(host, path);

        var chunk = await title.EncodeAsync(title.Request(0) with { Thumbnails = new(64, 36) });

        var tiles = await Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-i", chunk.SpriteSheetFile!, "-vf", "scale=4:4:flags=area:in_range=pc:out_range=pc,format=gray", "-f", "rawvideo", "-");
        var expected = Enumerable.Range(0, 16).Select(tile => 40 + (10 * tile));
        Assert.All(expected.Zip(tiles), pair => Assert.InRange(pair.Second, pair.First - 6, pair.First + 6));
    }

    [Theory]
    [InlineData("odd.mkv")]
    [InlineData("anamorphic.mp4")]
    [InlineData("portrait.mp4")]
    [InlineData("ten.mp4")]
    public async Task EncodeAsync_OddPictures_BecomeSquarePixelsOfEightBits(string name)
    {
        var recipe = new[] { OddSources.OddSize, OddSources.Anamorphic, OddSources.Portrait, OddSources.TenBit }.Single(source => source.FileName == name);
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(recipe));

        var chunk = await title.EncodeAsync(title.Request(0));

        var stream = System.Text.Encoding.UTF8.GetString(await Ffmpeg.RunAsync(
            "ffprobe", "-v", "error", "-show_entries", "stream=width,height,pix_fmt,sample_aspect_ratio,color_space,color_transfer,color_primaries", "-of", "csv=p=0", chunk.RungFiles[0])).Trim();
        Assert.Equal($"{title.Source.Video.DisplayWidth & ~1},{title.Source.Video.DisplayHeight & ~1},1:1,yuv420p,bt709,bt709,bt709", stream);
    }

    [Fact]
    public async Task EncodeAsync_ChunkPastTheEnd_IsRefused()
    {
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(Long));

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => title.EncodeAsync(title.Request(3)));
    }

    [Fact]
    public async Task EncodeAsync_EncoderNotSetUp_SaysSo()
    {
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(Long));

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => title.EncodeAsync(title.Request(0, ChunkFixture.Rung(160, 90) with { Encoder = "h264_nvenc" })));

        Assert.Equal((FfmpegFailure.Unavailable, false), (failure.Failure, failure.IsRetryable));
    }

    [Fact]
    public async Task EncodeAsync_WorkDirectoryGone_FailsWithoutNamingIt()
    {
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(Long));

        var failure = await Assert.ThrowsAsync<FfmpegException>(() => title.EncodeAsync(title.Request(0) with { WorkDirectory = Path.Combine(host.Folder, "absent") }));

        Assert.DoesNotContain(host.Folder, failure.Message, StringComparison.Ordinal);
    }

    private static string[] Hashes(EncodedChunk chunk) =>
        [.. chunk.RungFiles.Append(chunk.SpriteSheetFile!).Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];

    private static async Task<string> SizeAsync(string file) => System.Text.Encoding.UTF8.GetString(await Ffmpeg.RunAsync(
        "ffprobe", "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0:s=x", file)).Trim();

    private sealed class Recorder(List<EncodeProgress> reports) : IProgress<EncodeProgress>
    {
        public void Report(EncodeProgress value) => reports.Add(value);
    }
}
