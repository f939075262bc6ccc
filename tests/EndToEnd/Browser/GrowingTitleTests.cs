using System.Globalization;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>A title that is watched while its later chunks are still being encoded.</summary>
[Collection<RealTime>]
public sealed class GrowingTitleTests(Chromium chromium)
{
    private const int Seconds = 100;

    [Fact]
    public async Task Play_TitleThatIsStillEncoded_GoesOnOverTheEndOfEncodingWithoutAJump()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["StreamVerse:Worker:Slots"] = "1" };
        await using var server = await Studio.StartAsync(folder.File("data"), settings, cancellationToken);
        using var api = new ApiClient(server.Address);
        await ReferenceSource.MakeAsync(folder.Path, folder.File("long.mkv"), Seconds);
        var id = await api.UploadAsync(folder.File("long.mkv"), "Growing", cancellationToken);
        await api.WaitAsync(id, title => title is { State: "transcoding", PlayableSeconds: >= ReferenceSource.ChunkBorderSeconds }, cancellationToken);
        var encoder = await EncoderAsync(server.ProcessId, cancellationToken);
        await SignalAsync("STOP", encoder);

        await using var page = await chromium.OpenAsync(server.Address);
        var player = await PlayerPage.OpenAsync(page, id);
        Assert.True(await player.EvaluateAsync<bool>("hls.levels[hls.currentLevel].details.live"), "The playlist of a growing title must be of the type EVENT.");
        await page.PhotographAsync("player-growing");
        await player.EvaluateAsync<object?>("void (video.currentTime = 18)");
        await player.AssertPlaysAsync(1);
        await player.EvaluateAsync<object?>("""
            (() => {
              window.samples = []; window.stalls = 0;
              video.addEventListener('waiting', () => window.stalls++);
              setInterval(() => window.samples.push([performance.now() / 1000, video.currentTime]), 50);
            })()
            """);
        await SignalAsync("CONT", encoder);
        await api.WaitAsync(id, title => title.State == "published", cancellationToken);
        await player.UntilAsync("!hls.levels[hls.currentLevel].details.live", 60);
        await player.UntilAsync(FormattableString.Invariant($"video.currentTime > {ReferenceSource.ChunkBorderSeconds + 4}"), 60);

        Assert.Equal(Seconds, await player.EvaluateAsync<double>("video.duration"), 0.1);
        Assert.Equal(0, await player.EvaluateAsync<int>("window.stalls"));
        var jump = await player.EvaluateAsync<double>("window.samples.slice(1).reduce((most, [at, time], i) => Math.max(most, Math.abs((time - window.samples[i][1]) - (at - window.samples[i][0]))), 0)");
        Assert.True(jump < 0.5, $"Playback jumped by {jump} s.");
        page.AssertQuiet();
    }

    private static async Task<int> EncoderAsync(int serverId, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (ProcessTree.Descendants(serverId).FirstOrDefault(process => process.Name == "ffmpeg") is { Id: > 0 } encoder)
            {
                return encoder.Id;
            }

            // The system tells of no process that begins elsewhere, so this looks again.
            await Task.Delay(10, cancellationToken);
        }
    }

    private static async Task SignalAsync(string signal, int processId) =>
        await StreamVerse.Encoding.Tests.Ffmpeg.RunAsync("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
}
