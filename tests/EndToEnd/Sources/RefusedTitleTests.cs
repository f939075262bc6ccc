using System.IO.Compression;
using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.EndToEnd.Tests.Sources;

/// <summary>What is no video ends as a failed title whose reason a person understands.</summary>
public sealed class RefusedTitleTests(Studio studio, SourceFolder sources) : IClassFixture<SourceFolder>
{
    private const string Secret = "The quick brown secret";

    [Fact(Timeout = 120_000)]
    public async Task Upload_Text_FailsAsText() =>
        await FailsAsync("source-not-media", "text", System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("This is no film, it is a letter.\n", 300))), TestContext.Current.CancellationToken);

    [Fact(Timeout = 120_000)]
    public async Task Upload_Zip_FailsAsZip()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            await using var entry = zip.CreateEntry("film.mp4").Open();
            await entry.WriteAsync(new byte[50_000], TestContext.Current.CancellationToken);
        }

        await FailsAsync("source-not-media", "zip", bytes.ToArray(), TestContext.Current.CancellationToken);
    }

    [Fact(Timeout = 120_000)]
    public async Task Upload_CutOffFile_FailsAsCutOff() =>
        await FailsAsync("source-cut-off", "", await OddSources.CutAsync(sources.Library, OddSources.Plain, "cut.mp4", 0.6), TestContext.Current.CancellationToken);

    [Fact(Timeout = 120_000)]
    public async Task Upload_OnePicture_FailsAsOnePicture() =>
        await FailsAsync("source-single-picture", "", await sources.Library.GetAsync(OddSources.SinglePicture), TestContext.Current.CancellationToken);

    [Fact(Timeout = 120_000)]
    public async Task Upload_OnlySound_FailsForWantOfPictures() =>
        await FailsAsync("source-no-video", "", await sources.Library.GetAsync(OddSources.OnlySound), TestContext.Current.CancellationToken);

    [Fact(Timeout = 120_000)]
    public async Task Upload_TwentyFiveHours_FailsAsTooLong() =>
        await FailsAsync("source-too-long", "", await sources.Library.GetAsync(OddSources.TwentyFiveHours), TestContext.Current.CancellationToken);

    [Theory(Timeout = 120_000)]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile://{0}\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://{1}/stolen.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("ffconcat version 1.0\nfile '{0}'\n")]
    public async Task Upload_PlaylistThatNamesAnotherFileOrAddress_FailsAndReadsNeither(string script)
    {
        var secret = await sources.Library.WriteAsync("secret.txt", System.Text.Encoding.UTF8.GetBytes(Secret));
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var text = script.Replace("{0}", secret, StringComparison.Ordinal).Replace("{1}", listener.LocalEndpoint.ToString(), StringComparison.Ordinal);

        await FailsAsync(null, "", System.Text.Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

        Assert.False(listener.Pending(), "The uploaded playlist made the server open a connection.");
    }

    private async Task FailsAsync(string? code, string word, byte[] bytes, CancellationToken cancellationToken) =>
        await FailsAsync(code, word, await sources.Library.WriteAsync("renamed.mp4", bytes), cancellationToken);

    private async Task FailsAsync(string? code, string word, string path, CancellationToken cancellationToken)
    {
        var api = await studio.GetApiAsync();
        var title = await api.WaitAsync(await api.UploadAsync(path, "Refused", cancellationToken), state => state.State == "failed", cancellationToken);

        Assert.NotNull(title.Error);
        if (code is null)
        {
            Assert.Contains(title.Error.Code, new[] { "source-format-not-accepted", "source-not-media" });
        }
        else
        {
            Assert.Equal(code, title.Error.Code);
        }

        Assert.Contains(word, title.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, title.Error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(sources.Path, title.Error.Message, StringComparison.Ordinal);
    }
}
