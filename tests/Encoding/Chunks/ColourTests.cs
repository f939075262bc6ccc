using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.Encoding.Tests.Chunks;

public sealed class ColourTests(EncodingHost host)
{
    /// <summary>203 nits, reference white (ITU-R BT.2408), in PQ and HLG, and 26 nits, 18 % grey under it.</summary>
    [Theory]
    [InlineData("smpte2084", "573", 190, 215)]
    [InlineData("arib-std-b67", "721", 190, 215)]
    [InlineData("smpte2084", "400", 85, 130)]
    [InlineData("arib-std-b67", "397", 85, 130)]
    public async Task EncodeAsync_GreyOfHighDynamicRange_StaysGreyAndBright(string transfer, string luma, int darkest, int brightest)
    {
        var title = await ChunkFixture.OpenAsync(host, await host.Sources.GetAsync(OddSources.Hdr(transfer, luma)));

        var chunk = await title.EncodeAsync(title.Request(0) with { Thumbnails = new(48, 26) });

        var (y, u, v) = await MiddleAsync(chunk.RungFiles[0], "yuv420p");
        Assert.InRange(y, darkest, brightest);
        Assert.InRange(u, 126, 130);
        Assert.InRange(v, 126, 130);
        var rgb = await Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-i", chunk.SpriteSheetFile!, "-vf", "crop=8:8:16:8,scale=1:1:flags=area,format=rgb24", "-f", "rawvideo", "-");
        Assert.InRange(rgb.Max() - rgb.Min(), 0, 6);
        Assert.InRange(rgb[0], (darkest - 16) * 255 / 219 - 8, (brightest - 16) * 255 / 219 + 8);
    }

    [Fact]
    public async Task EncodeAsync_HighDynamicRangeSaysOnlyItsTransfer_IsToneMappedAlike()
    {
        var path = await host.Sources.GetAsync(new SourceRecipe("pq-terse.mkv",
            "-f lavfi -i color=black:s=191x107:r=25:d=1,format=yuv420p10le,geq=lum=573:cb=512:cr=512 -c:v libx265 -preset ultrafast -x265-params log-level=error:transfer=smpte2084"));
        var title = await ChunkFixture.OpenAsync(host, path);

        var (y, u, v) = await MiddleAsync((await title.EncodeAsync(title.Request(0))).RungFiles[0], "yuv420p");

        Assert.InRange(y, 190, 215);
        Assert.InRange(u, 126, 130);
        Assert.InRange(v, 126, 130);
    }

    /// <summary>Pure colours, whatever matrix and range the source has, come out as BT.709 of the same colours.</summary>
    [Theory]
    [InlineData("bt709", "tv")]
    [InlineData("smpte170m", "tv")]
    [InlineData("smpte170m", "pc")]
    [InlineData("bt709", "pc")]
    public async Task EncodeAsync_SourceMatrix_IsConverted(string matrix, string range)
    {
        var scaler = matrix == "bt709" ? "bt709" : "bt601";
        var path = await host.Sources.GetAsync(new SourceRecipe($"red-{matrix}-{range}.mp4", _ =>
        [
            "-f", "lavfi", "-i", "color=0xC03020:s=192x108:r=25:d=0.4,format=rgb24",
            "-vf", $"scale=out_color_matrix={scaler}:out_range={range},format=yuv420p", "-c:v", "libx264", "-qp", "1",
            "-colorspace", matrix, "-color_range", range, "-color_primaries", "bt709", "-color_trc", "bt709",
        ]));
        var title = await ChunkFixture.OpenAsync(host, path);

        var chunk = await title.EncodeAsync(title.Request(0));

        var (y, u, v) = await MiddleAsync(chunk.RungFiles[0], "yuv420p");
        var (red, green, blue) = (0xC0 / 255.0, 0x30 / 255.0, 0x20 / 255.0);
        var luma = (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
        Assert.InRange(y, 16 + (219 * luma) - 3, 16 + (219 * luma) + 3);
        Assert.InRange(u, 128 + (224 * (blue - luma) / 1.8556) - 3, 128 + (224 * (blue - luma) / 1.8556) + 3);
        Assert.InRange(v, 128 + (224 * (red - luma) / 1.5748) - 3, 128 + (224 * (red - luma) / 1.5748) + 3);
    }

    private static async Task<(byte Y, byte U, byte V)> MiddleAsync(string file, string format)
    {
        var pixels = await Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-i", file, "-frames:v", "1", "-vf", $"crop=16:16,format={format}", "-f", "rawvideo", "-");
        return (pixels[100], pixels[256 + 30], pixels[256 + 64 + 30]);
    }
}
