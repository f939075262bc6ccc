using System.Net;
using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Browser;
using StreamVerse.EndToEnd.Tests.Jobs;
using StreamVerse.EndToEnd.Tests.Judges;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Tracks;

/// <summary>A language that is added to a title long after its publication, and removed again: the video is never touched.</summary>
public sealed class AddedTrackTests(Studio studio, Chromium chromium) : IDisposable
{
    private const int Seconds = 20;

    private readonly TempFolder _folder = new("streamverse-tracks-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audio_AddedLater_IsHeardInTimeAndTheVideoIsUntouched()
    {
        var (api, title) = await PublishAsync();
        var files = await DigestsAsync(title);
        var tags = await TagsAsync(api, title);
        var playing = await api.PlayAsync(title.Id, Cancellation);
        await api.Http.GetStringAsync(playing.HlsUrl, Cancellation);

        var french = await MakeFrenchAsync("french.flac", "-c:a", "flac");
        Assert.Equal(title.Id, await api.UploadTrackAsync(french, title.Id, "audio", "fr", Cancellation));
        var after = await api.WaitForTracksAsync(title.Id, Cancellation);
        Assert.Empty(after.Additions);
        Assert.Equal("published", after.State);
        Assert.Equal([("en", "English", true), ("fr", "French", false)], after.Audio.Select(audio => (audio.Language!, audio.Name!, audio.IsDefault)));

        // Every file of before but the facts is what it was, and so is every address and tag.
        Assert.Equal(["1/presentation.json"], files.Except(await DigestsAsync(title)).Select(line => line.Split(' ')[0]));
        Assert.Equal(tags, await TagsAsync(api, title));

        // Whoever was playing already plays on; whoever comes now has the choice, and every judge agrees.
        Assert.Equal(HttpStatusCode.OK, (await api.Http.GetAsync(playing.HlsUrl, Cancellation)).StatusCode);
        await JudgeAsync(api, title, audio: 2);
        await AssertInTimeAsync(api, title, after.Audio[1].Id);
        await AssertHeardAsync(title);
        await AssertRemovedAsync(api, title, after.Audio[1].Id, files);
    }

    [Theory]
    [InlineData("french.mp3", "libmp3lame")]
    [InlineData("french.m4a", "aac")]
    [InlineData("french.ogg", "libopus")]
    [InlineData("french.mkv", "ac3")]
    [InlineData("french.wav", "pcm_s16le")]
    public async Task Audio_OfAnyKind_IsInTime(string name, string codec)
    {
        var (api, title) = await PublishAsync();
        await api.UploadTrackAsync(await MakeFrenchAsync(name, "-c:a", codec), title.Id, "audio", "fr", Cancellation);
        var after = await api.WaitForTracksAsync(title.Id, Cancellation);
        Assert.Empty(after.Additions.Select(addition => addition.Error?.Message));
        await AssertInTimeAsync(api, title, after.Audio[1].Id);
    }

    [Fact]
    public async Task Subtitles_AddedLater_AreInThePlaylists()
    {
        var (api, title) = await PublishAsync();
        var path = _folder.File("german.srt");
        await File.WriteAllTextAsync(path, "1\r\n00:00:02,000 --> 00:00:04,000\r\n<font color=red>Guten Tag</font>\r\n", Cancellation);
        await api.UploadTrackAsync(path, title.Id, "subtitles", "de", Cancellation);
        var after = await api.WaitForTracksAsync(title.Id, Cancellation);
        var added = Assert.Single(after.Subtitles);
        Assert.Equal(("de", "German"), (added.Language, added.Name));
        var session = await api.PlayAsync(title.Id, Cancellation);
        Assert.Contains("Guten Tag", await api.Http.GetStringAsync(session.UrlOf($"{added.Id}/0.vtt"), Cancellation), StringComparison.Ordinal);
        await JudgeAsync(api, title, audio: 1);
    }

    [Fact]
    public async Task Audio_FileWithoutSound_FailsWithTheReasonAndCanBeDismissed()
    {
        var (api, title) = await PublishAsync();
        var path = _folder.File("letter.flac");
        await File.WriteAllTextAsync(path, "This is a letter.", Cancellation);
        await api.UploadTrackAsync(path, title.Id, "audio", "fr", Cancellation);
        var after = await api.WaitForTracksAsync(title.Id, Cancellation);
        var failed = Assert.Single(after.Additions);
        Assert.Equal(("published", "failed", "source-not-media"), (after.State, failed.State, failed.Error!.Code));
        Assert.Equal(HttpStatusCode.NoContent, (await api.Http.DeleteAsync($"/v1/titles/{title.Id}/additions/{failed.Id}", Cancellation)).StatusCode);
        Assert.Empty((await api.GetTitleAsync(title.Id, Cancellation)).Additions);
    }

    [Fact]
    public async Task Page_LanguageAdded_IsListed()
    {
        var (_, title) = await PublishAsync();
        var french = await MakeFrenchAsync("french.flac", "-c:a", "flac");
        await using var page = await chromium.OpenAsync((await studio.GetServerAsync()).Address);
        await PlayerPage.OpenAsync(page, title.Id);
        await page.Get("track-language").FillAsync("French");
        await page.Get("track-file").SetInputFilesAsync(french);
        await page.Get("track-add").ClickAsync();
        await page.Page.Locator("[data-testid=tracks] li", new() { HasText = "French" }).WaitForAsync();
        await page.Get("tracks").ScrollIntoViewIfNeededAsync();
        await page.PhotographAsync("tracks");
        page.AssertQuiet();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(ApiClient Api, ApiTitle Title)> PublishAsync()
    {
        var api = await studio.GetApiAsync();
        var source = _folder.File("source.mkv");
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", $"testsrc2=s=640x360:r=25:d={Seconds}", "-f", "lavfi", "-i", ReferenceSource.Clicks(ReferenceSource.EnglishHertz, Seconds),
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le", "-metadata:s:a:0", "language=eng", source,
        ]);
        return (api, await api.PublishAsync(source, "Languages", Cancellation));
    }

    private async Task<string> MakeFrenchAsync(string name, params string[] codec)
    {
        var path = _folder.File(name);
        await Ffmpeg.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", ReferenceSource.Clicks(ReferenceSource.FrenchHertz, Seconds), .. codec, path]);
        return path;
    }

    private async Task<string[]> DigestsAsync(ApiTitle title) => VersionFolder.Digests((await studio.GetServerAsync()).DataPath, title.Id);

    /// <summary>Tag and length of every video segment, as a cache sees them.</summary>
    private static async Task<IReadOnlyList<string>> TagsAsync(ApiClient api, ApiTitle title)
    {
        var session = await api.PlayAsync(title.Id, Cancellation);
        List<string> tags = [];
        foreach (var rung in title.Video)
        {
            foreach (var file in HlsLines.Segments(await api.Http.GetStringAsync(session.UrlOf($"{rung.Id}/index.m3u8"), Cancellation)).Select(segment => segment.Address).Prepend("init.mp4"))
            {
                using var request = new HttpRequestMessage(HttpMethod.Head, session.UrlOf($"{rung.Id}/{file}"));
                using var response = await api.Http.SendAsync(request, Cancellation);
                response.EnsureSuccessStatusCode();
                tags.Add($"{rung.Id}/{file} {response.Headers.ETag} {response.Content.Headers.ContentLength}");
            }
        }

        return tags;
    }

    /// <summary>Strict readers of others read what a new session is given.</summary>
    private async Task JudgeAsync(ApiClient api, ApiTitle title, int audio)
    {
        var session = await api.PlayAsync(title.Id, Cancellation);
        var folder = Directory.CreateDirectory(_folder.File("judged")).FullName;
        var multivariant = await api.Http.GetStringAsync(session.HlsUrl, Cancellation);
        foreach (var file in HlsLines.Addresses(multivariant).Where(file => file.EndsWith(".m3u8", StringComparison.Ordinal)).Distinct().Concat(["index.m3u8", "index.mpd"]))
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, await api.Http.GetByteArrayAsync(session.UrlOf(file), Cancellation), Cancellation);
        }

        var verdicts = await Media.Tests.Judges.JudgeAsync(folder, Cancellation);
        Assert.All(verdicts, verdict => Assert.True(verdict.Problems.Length == 0, $"{verdict.Judge} of {verdict.File}: {string.Join("; ", verdict.Problems)}"));
        Assert.Equal(audio, verdicts.Single(verdict => verdict.Judge == "mpd-parser").Audio!.Length);
    }

    /// <summary>The pictures of the title lie on a grid that other tests prove; a click begins each of its seconds.</summary>
    private async Task AssertInTimeAsync(ApiClient api, ApiTitle title, string renditionId)
    {
        var session = await api.PlayAsync(title.Id, Cancellation);
        var path = _folder.File("added.mp4");
        await using (var target = File.Create(path))
        {
            foreach (var file in HlsLines.Segments(await api.Http.GetStringAsync(session.UrlOf($"{renditionId}/index.m3u8"), Cancellation)).Select(segment => segment.Address).Prepend("init.mp4"))
            {
                await target.WriteAsync(await api.Http.GetByteArrayAsync(session.UrlOf($"{renditionId}/{file}"), Cancellation), Cancellation);
            }
        }

        var clicks = await ClickTimes.OfAsync(path);
        Assert.Equal(Seconds, clicks.Count);
        Assert.All(Enumerable.Range(0, Seconds), second => Assert.True(Math.Abs(clicks[second] - second) < 0.02, $"The sound of second {second} is {(clicks[second] - second) * 1000:0.0} ms off."));
    }

    private async Task AssertHeardAsync(ApiTitle title)
    {
        await using var page = await chromium.OpenAsync((await studio.GetServerAsync()).Address);
        var player = await PlayerPage.OpenAsync(page, title.Id);
        await player.ListenAsync();
        await player.UntilHeardAsync(ReferenceSource.EnglishHertz);
        await player.ChooseAsync("audio", "language", "fr");
        await player.UntilHeardAsync(ReferenceSource.FrenchHertz);
        await player.AssertPlaysAsync(1);
        page.AssertQuiet();
    }

    private async Task AssertRemovedAsync(ApiClient api, ApiTitle title, string renditionId, string[] files)
    {
        Assert.Equal(HttpStatusCode.NoContent, (await api.Http.DeleteAsync($"/v1/titles/{title.Id}/tracks/{renditionId}", Cancellation)).StatusCode);
        var session = await api.PlayAsync(title.Id, Cancellation);
        Assert.DoesNotContain("French", await api.Http.GetStringAsync(session.HlsUrl, Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await api.Http.DeleteAsync($"/v1/titles/{title.Id}/tracks/{title.Video[0].Id}", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await api.Http.DeleteAsync($"/v1/titles/{title.Id}/tracks/{title.Audio[0].Id}", Cancellation)).StatusCode);
        Assert.Equal(["1/presentation.json"], files.Except(await DigestsAsync(title)).Select(line => line.Split(' ')[0]));
        await JudgeAsync(api, title, audio: 1);
    }
}
