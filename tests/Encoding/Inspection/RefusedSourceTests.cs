using System.IO.Compression;
using StreamVerse.Encoding.Inspection;
using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.Encoding.Tests.Inspection;

public sealed class RefusedSourceTests(EncodingHost host)
{
    private const string Secret = "root:x:0:0:secret";

    [Fact]
    public async Task InspectAsync_EmptyFile_IsRefused() =>
        await RefusedAsync(UnusableSourceCodes.Empty, await host.Sources.WriteAsync("empty.mp4", []));

    [Theory]
    [InlineData("text.mp4")]
    [InlineData("text.mkv")]
    [InlineData("text")]
    public async Task InspectAsync_TextRenamed_IsRefusedAsText(string name)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("This is no film, it's a letter. Grüße!\n", 300)));

        var refusal = await RefusedAsync(UnusableSourceCodes.NotMedia, await host.Sources.WriteAsync(name, text));

        Assert.Contains("text", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_Zip_IsRefusedAsArchive()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = zip.CreateEntry("film.mp4").Open();
            await entry.WriteAsync(new byte[50_000], TestContext.Current.CancellationToken);
        }

        var refusal = await RefusedAsync(UnusableSourceCodes.NotMedia, await host.Sources.WriteAsync("zip.mp4", bytes.ToArray()));

        Assert.Contains("zip", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_NoiseOfBytes_IsRefused()
    {
        var noise = new byte[100_000];
        new Random(7).NextBytes(noise);

        await RefusedAsync(UnusableSourceCodes.NotMedia, await host.Sources.WriteAsync("noise.mp4", noise));
    }

    [Fact]
    public async Task InspectAsync_CutOffMp4_IsRefused() =>
        await RefusedAsync(UnusableSourceCodes.CutOff, await OddSources.CutAsync(host.Sources, OddSources.Plain, "cut.mp4", 0.6));

    [Fact]
    public async Task InspectAsync_CutOffAfterTheIndex_IsRefused()
    {
        var faststart = new SourceRecipe("faststart.mp4", "-f lavfi -i testsrc2=s=192x108:r=25:d=2 -c:v libx264 -movflags +faststart");
        var whole = await File.ReadAllBytesAsync(await host.Sources.GetAsync(faststart), TestContext.Current.CancellationToken);
        var media = whole.AsSpan().IndexOf("mdat"u8);

        await RefusedAsync(UnusableSourceCodes.NothingDecodes, await host.Sources.WriteAsync("cut-index.mp4", whole[..(media + 40)]));
    }

    [Fact]
    public async Task InspectAsync_NoPictureSize_IsRefused()
    {
        // Raw video takes its size from the container alone, so a header of 0x0 is all that there is.
        var path = await OddSources.PatchedAsync(
            host.Sources,
            new SourceRecipe("raw.avi", "-f lavfi -i testsrc2=s=192x108:r=25:d=0.2 -c:v rawvideo -pix_fmt yuv420p"),
            "0x0.avi",
            [40, 0, 0, 0, 192, 0, 0, 0, 108, 0, 0, 0],
            [40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

        await RefusedAsync(UnusableSourceCodes.NoPictureSize, path);
    }

    [Fact]
    public async Task InspectAsync_UnknownCodec_IsRefused()
    {
        var path = await OddSources.PatchedAsync(host.Sources, OddSources.Plain, "codec.mp4", "avc1"u8.ToArray(), "xyz9"u8.ToArray());

        await RefusedAsync(UnusableSourceCodes.CodecNotSupported, path);
    }

    [Fact]
    public async Task InspectAsync_OnlySound_IsRefused() => await RefusedAsync(UnusableSourceCodes.NoVideo, OddSources.OnlySound);

    [Fact]
    public async Task InspectAsync_SoundWithCover_IsRefused()
    {
        var cover = await host.Sources.GetAsync(new SourceRecipe("cover2.png", "-f lavfi -i color=red:s=600x600 -frames:v 1"));
        var sound = await host.Sources.GetAsync(OddSources.OnlySound);
        var path = await host.Sources.GetAsync(new SourceRecipe("album.mp4", _ =>
            ["-i", cover, "-i", sound, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic"]));

        await RefusedAsync(UnusableSourceCodes.NoVideo, path);
    }

    [Fact]
    public async Task InspectAsync_SinglePicture_IsRefused() => await RefusedAsync(UnusableSourceCodes.SinglePicture, OddSources.SinglePicture);

    [Fact]
    public async Task InspectAsync_TwentyFiveHours_IsRefused() => await RefusedAsync(UnusableSourceCodes.TooLong, OddSources.TwentyFiveHours);

    [Fact]
    public async Task InspectAsync_PicturesTooLarge_AreRefused() => await RefusedAsync(UnusableSourceCodes.PictureTooLarge, OddSources.TooLarge);

    [Fact]
    public async Task InspectAsync_TimesStartAnew_IsRefused() =>
        await RefusedAsync(UnusableSourceCodes.BrokenTimestamps, await OddSources.JoinedAsync(host.Sources));

    [Theory]
    [InlineData("hls.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://{0}\n#EXTINF:10,\nhttp://127.0.0.1:9/x.ts\n")]
    [InlineData("hls.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{0}\n")]
    [InlineData("concat.mp4", "ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("concat.ffconcat", "ffconcat version 1.0\nfile '{0}'\n")]
    [InlineData("dash.mpd", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" profiles=\"urn:mpeg:dash:profile:isoff-on-demand:2011\" type=\"static\"><Period><AdaptationSet><Representation id=\"1\" bandwidth=\"1\"><BaseURL>file://{0}</BaseURL></Representation></AdaptationSet></Period></MPD>")]
    [InlineData("image%d.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"file://{0}\"/></svg>")]
    [InlineData("meta.mkv", ";FFMETADATA1\ntitle={0}\n")]
    public async Task InspectAsync_ScriptNamesAnotherFile_IsRefusedUnread(string name, string script)
    {
        var secret = await host.Sources.GetAsync(OddSources.Plain);
        var path = await host.Sources.WriteAsync(name, System.Text.Encoding.UTF8.GetBytes(script.Replace("{0}", secret, StringComparison.Ordinal)));

        var refusal = await Assert.ThrowsAsync<UnusableSourceException>(() => InspectAsync(path));

        Assert.Contains(refusal.Code, new[] { UnusableSourceCodes.FormatNotAccepted, UnusableSourceCodes.NotMedia });
        Assert.DoesNotContain(host.Folder, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InspectAsync_MovRefersToAnotherFile_IsRefusedUnread()
    {
        // A QuickTime data reference (dref) of type url or alis names a file that holds the media. Ours holds real media.
        var target = await host.Sources.GetAsync(new SourceRecipe("referred.mov", "-f lavfi -i testsrc2=s=192x108:r=25:d=1 -c:v mjpeg"));
        var bytes = await File.ReadAllBytesAsync(target, TestContext.Current.CancellationToken);
        var path = await host.Sources.WriteAsync("refers.mov", MovReference.Make(bytes, target));

        // The trap is real: ffmpeg follows the reference where it is allowed to.
        var frames = await Ffmpeg.RunAsync("ffmpeg", "-v", "error", "-enable_drefs", "1", "-use_absolute_path", "1", "-i", path, "-f", "framemd5", "-");
        Assert.Contains("0,         24,", System.Text.Encoding.ASCII.GetString(frames), StringComparison.Ordinal);

        await RefusedAsync(UnusableSourceCodes.NothingDecodes, path);
    }

    [Fact]
    public async Task InspectAsync_SecretTextNamedDirectly_NeverShowsItsContent()
    {
        var secret = await host.Sources.WriteAsync("secret.txt", System.Text.Encoding.ASCII.GetBytes(Secret));

        var refusal = await RefusedAsync(UnusableSourceCodes.NotMedia, secret);

        Assert.DoesNotContain("root", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<UnusableSourceException> RefusedAsync(string code, SourceRecipe recipe) =>
        await RefusedAsync(code, await host.Sources.GetAsync(recipe));

    private async Task<UnusableSourceException> RefusedAsync(string code, string path)
    {
        var refusal = await Assert.ThrowsAsync<UnusableSourceException>(() => InspectAsync(path));
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain(host.Folder, refusal.Message, StringComparison.Ordinal);
        return refusal;
    }

    private Task InspectAsync(string path) => host.Get<ISourceInspector>().InspectAsync(path, TestContext.Current.CancellationToken);
}
