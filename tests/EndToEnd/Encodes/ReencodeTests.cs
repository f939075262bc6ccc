using System.Net;
using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.EndToEnd.Tests.Judges;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Encodes;

/// <summary>A title that is encoded anew while somebody watches it, in a real process that is killed right after.</summary>
[Collection<Waiting>]
public sealed class ReencodeTests : IDisposable
{
    private const int Seconds = 6;

    private readonly TempFolder _folder = new("streamverse-reencode-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task Encode_SomebodyWatches_OldSessionsGoOnNewOnesGetTheNewVersionAndOldFilesGo()
    {
        Dictionary<string, string> settings = new()
        {
            ["StreamVerse:Playback:HeartbeatInterval"] = "00:00:01",
            ["StreamVerse:Playback:GrantLifetime"] = "00:01:30",
            ["StreamVerse:Playback:SessionLifetime"] = "00:01:30",
        };
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await Studio.StartAsync(_folder.File("data"), settings, cancellationToken);
        using ApiClient api = new(server.Address);
        var title = await api.PublishAsync(await MakeSourceAsync(), "Anew", cancellationToken);
        await AddSubtitlesAsync(api, title);
        var before = await api.GetTitleAsync(title.Id, cancellationToken);

        var playing = await api.PlayAsync(title.Id, cancellationToken);
        var after = await api.EncodeAsync(title.Id, cancellationToken);
        Assert.Null(after.Encode!.Error);
        Assert.Equal(("published", "done", 1d), (after.State, after.Encode.State, after.Encode.Progress));
        Assert.Equal(before.Renditions.Select(rendition => (rendition.Id, rendition.Name)).Order(), after.Renditions.Select(rendition => (rendition.Id, rendition.Name)).Order());

        // Nothing but what is stored may be needed for what follows.
        await server.KillAsync();
        await server.StartAsync(cancellationToken);
        var fresh = await api.PlayAsync(title.Id, cancellationToken);
        Assert.Contains("/1;", playing.HlsUrl, StringComparison.Ordinal);
        Assert.Contains("/2;", fresh.HlsUrl, StringComparison.Ordinal);
        await AssertPlaysAsync(api, playing);
        await AssertPlaysAsync(api, fresh);
        using (var beat = await api.Http.PostAsync(new Uri($"/v1/playback/sessions/{playing.SessionId}/heartbeat", UriKind.Relative), null, cancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, beat.StatusCode);
            Assert.Contains("/1;", await beat.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        }

        // A real process and its own clock: a minute and a half until the session is over, and the reminder after it.
        while (Directory.Exists(VersionPath(server, title, "1")) && Directory.EnumerateFiles(VersionPath(server, title, "1"), "*", SearchOption.AllDirectories).Any())
        {
            await Task.Delay(200, cancellationToken);
        }

        Assert.True(DateTimeOffset.UtcNow >= playing.ExpiresAt, "The old version went while a session could still play it.");
        await AssertPlaysAsync(api, await api.PlayAsync(title.Id, cancellationToken));
        Assert.Contains("reencoded", await api.Http.GetStringAsync("/v1/activity", cancellationToken), StringComparison.Ordinal);
    }

    [Fact(Timeout = 300_000)]
    public async Task Publish_OriginalsAreNotWanted_OriginalGoesOnceAllFilesAreThere()
    {
        Dictionary<string, string> settings = new() { ["StreamVerse:Catalog:Originals"] = "DeleteAfterPublish" };
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var server = await Studio.StartAsync(_folder.File("data"), settings, cancellationToken);
        using ApiClient api = new(server.Address);
        var title = await api.PublishAsync(await MakeSourceAsync(), "Without", cancellationToken);
        while ((title = await api.GetTitleAsync(title.Id, cancellationToken)).HasOriginal)
        {
            Assert.Empty(title.Notices);
            await Task.Delay(100, cancellationToken);
        }

        var activity = "";
        while (!activity.Contains("original-deleted", StringComparison.Ordinal))
        {
            activity = await api.Http.GetStringAsync("/v1/activity", cancellationToken);
            await Task.Delay(100, cancellationToken);
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(server.DataPath, "objects", "content"), "*", SearchOption.AllDirectories));
        using var refused = await api.Http.PostAsync($"/v1/titles/{title.Id}/encodes", null, cancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("original-gone", await refused.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string VersionPath(LocalServer server, ApiTitle title, string version) => Path.Combine(server.DataPath, "objects", "transcoded-profiles", "titles", title.Id, version);

    private async Task<string> MakeSourceAsync()
    {
        var path = _folder.File("source.mkv");
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", $"testsrc2=s=640x360:r=25:d={Seconds}", "-f", "lavfi", "-i", ReferenceSource.Clicks(ReferenceSource.EnglishHertz, Seconds),
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le", "-metadata:s:a:0", "language=eng", path,
        ]);
        return path;
    }

    private async Task AddSubtitlesAsync(ApiClient api, ApiTitle title)
    {
        var path = _folder.File("german.srt");
        await File.WriteAllTextAsync(path, "1\r\n00:00:02,000 --> 00:00:04,000\r\nGuten Tag\r\n", Cancellation);
        await api.UploadTrackAsync(path, title.Id, "subtitles", "de", Cancellation);
        Assert.Single((await api.WaitForTracksAsync(title.Id, Cancellation)).Subtitles);
    }

    /// <summary>Every playlist of a session, and every file that they name, is there.</summary>
    private static async Task AssertPlaysAsync(ApiClient api, ApiSession session)
    {
        var files = 0;
        var multivariant = await api.Http.GetStringAsync(session.HlsUrl, Cancellation);
        foreach (var playlist in HlsLines.Addresses(multivariant).Where(file => file.EndsWith(".m3u8", StringComparison.Ordinal)).Distinct())
        {
            foreach (var file in HlsLines.Addresses(await api.Http.GetStringAsync(session.UrlOf(playlist), Cancellation)).Distinct())
            {
                using var response = await api.Http.GetAsync(session.UrlOf($"{playlist[..(playlist.LastIndexOf('/') + 1)]}{file}"), Cancellation);
                Assert.True(response.IsSuccessStatusCode, $"{playlist} names {file}, which is answered {(int)response.StatusCode}.");
                files++;
            }
        }

        Assert.True(files > Seconds, $"Only {files} files were named.");
        Assert.Contains("German", multivariant, StringComparison.Ordinal);
    }
}
