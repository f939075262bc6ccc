using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>How a title starts on a line of 5 Mb/s with 40 ms: which rung, without a stall, and how soon.</summary>
[Collection<RealTime>]
public sealed partial class FirstFrameTests(Studio studio, Chromium chromium, ITestOutputHelper output)
{
    private const int Rounds = 3;
    private const int BytesPerSecond = 5_000_000 / 8;
    private const int LatencyMilliseconds = 40;

    /// <summary>Notes, in seconds since the page was asked for, when the first picture was shown, and stalls after it.</summary>
    private const string Watch = """
        window.first = null; window.stalls = 0; window.clicked = 0;
        addEventListener('click', () => (window.clicked = performance.now() / 1000), true);
        document.addEventListener('loadstart', ({ target }) => target.requestVideoFrameCallback?.(now => (window.first ??= now / 1000)), true);
        document.addEventListener('waiting', () => { if (window.first !== null) window.stalls++; }, true);
        """;

    [Fact(Timeout = 400_000)]
    public async Task Play_FiveMegabits_StartsSharpSoonAndWithoutAStall()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var id = await PublishAsync(cancellationToken);
        List<double> loads = [], clicks = [], again = [];
        for (var round = 0; round < Rounds; round++)
        {
            await using var page = await OpenAsync();
            var rungs = RungsOf(page);
            await page.Page.GotoAsync($"/watch/{id}");
            loads.Add(await FirstFrameAsync(page));
            Assert.Equal("v720", rungs[0]);
            if (round > 0)
            {
                continue;
            }

            // Once: it goes on without a stall, and the next visit begins with what this one learned.
            var player = new PlayerPage(page);
            await player.UntilAsync("video.currentTime > 11", 60);
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("window.stalls"));
            var last = await player.EvaluateAsync<int>("hls.levels[hls.currentLevel].height");
            await page.Page.GotoAsync("/");
            rungs.Clear();
            await page.Page.GotoAsync($"/watch/{id}");
            again.Add(await FirstFrameAsync(page));
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"v{last}"), rungs[0]);
            Assert.InRange(await page.Page.EvaluateAsync<double>("Number(localStorage.getItem('streamverse.bandwidth'))"), 2_500_000, 7_500_000);
            page.AssertQuiet();
        }

        for (var round = 0; round < Rounds; round++)
        {
            await using var page = await OpenAsync();
            await page.Page.GotoAsync("/");
            await page.Page.Locator($"[data-title-id='{id}']").GetByTestId("watch").ClickAsync();
            clicks.Add(await FirstFrameAsync(page));
        }

        await KeepAsync(new Dictionary<string, IReadOnlyList<double>> { ["page load"] = loads, ["click in the library"] = clicks, ["page load, second visit"] = again }, cancellationToken);
    }

    /// <summary>Seconds from the click, or from the page load where there was none, to the first picture.</summary>
    private static async Task<double> FirstFrameAsync(WatchedPage page)
    {
        await new PlayerPage(page).UntilAsync("window.first !== null");
        return await page.Page.EvaluateAsync<double>("window.first - window.clicked");
    }

    private async Task KeepAsync(Dictionary<string, IReadOnlyList<double>> figures, CancellationToken cancellationToken)
    {
        foreach (var (what, seconds) in figures)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"First frame at 5 Mb/s and {LatencyMilliseconds} ms, {what}: median {seconds.Order().ElementAt(seconds.Count / 2):F2} s of {string.Join(", ", seconds.Select(second => second.ToString("F2", CultureInfo.InvariantCulture)))}"));
        }

        Directory.CreateDirectory(RepositoryRoot.Combine("artifacts", "figures"));
        await File.WriteAllTextAsync(RepositoryRoot.Combine("artifacts", "figures", "first-frame.json"), JsonSerializer.Serialize(figures), cancellationToken);
    }

    /// <summary>The rungs of the video segments in the order in which they are asked for.</summary>
    private static List<string> RungsOf(WatchedPage page)
    {
        List<string> rungs = [];
        page.Page.Request += (_, request) =>
        {
            if (VideoSegment().Match(request.Url) is { Success: true } match)
            {
                rungs.Add(match.Groups[1].Value);
            }
        };
        return rungs;
    }

    private async Task<WatchedPage> OpenAsync()
    {
        var page = await chromium.OpenAsync((await studio.GetServerAsync()).Address);
        await page.Page.SetViewportSizeAsync(1920, 1080);
        await page.Page.AddInitScriptAsync(Watch);
        var tools = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await tools.SendAsync("Network.enable");
        await tools.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = LatencyMilliseconds,
            ["downloadThroughput"] = BytesPerSecond,
            ["uploadThroughput"] = BytesPerSecond,
        });
        return page;
    }

    /// <summary>A picture as busy as a camera's, so that its rungs have the bit rates of their ceilings.</summary>
    private async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin",
            "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25:d=16", "-f", "lavfi", "-i", "sine=f=220:d=16",
            "-vf", "noise=alls=12:allf=t:all_seed=7,format=yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "24", "-c:a", "aac", folder.File("busy.mkv"),
        ]);
        return (await (await studio.GetApiAsync()).PublishAsync(folder.File("busy.mkv"), "Busy", cancellationToken)).Id;
    }

    [GeneratedRegex(@"/(v\d+)/(?!init)[^/]+\.m4s")]
    private static partial Regex VideoSegment();
}
