using Microsoft.Playwright;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>The page of one title, by what a viewer sees and does.</summary>
internal sealed class PlayerPage(WatchedPage page)
{
    public WatchedPage Page => page;

    /// <summary>Opens a title's page and waits for its first picture.</summary>
    public static async Task<PlayerPage> OpenAsync(WatchedPage page, string titleId)
    {
        await page.Page.GotoAsync($"/watch/{titleId}");
        var player = new PlayerPage(page);
        await player.UntilAsync("video.currentTime > 0.1 && video.getVideoPlaybackQuality().totalVideoFrames > 1");
        return player;
    }

    /// <summary>Waits until an expression over <c>video</c> and <c>hls</c> holds.</summary>
    public async Task UntilAsync(string condition, double seconds = 30)
    {
        try
        {
            await page.Page.WaitForFunctionAsync(
                $"() => {{ const video = document.querySelector('video'); const hls = window.streamverse?.hls; return Boolean(video && ({condition})); }}",
                null,
                new PageWaitForFunctionOptions { Timeout = (float)(seconds * 1000), PollingInterval = 50 });
        }
        catch (TimeoutException exception)
        {
            await page.PhotographAsync("failure");
            var state = await EvaluateAsync<string>("JSON.stringify({ time: video.currentTime, ready: video.readyState, paused: video.paused, level: hls?.currentLevel, audio: hls?.audioTrack, error: video.error?.message })");
            throw new TimeoutException($"Not within {seconds} s: {condition}. The video: {state}", exception);
        }
    }

    public Task<T> EvaluateAsync<T>(string expression) =>
        page.Page.EvaluateAsync<T>($"() => {{ const video = document.querySelector('video'); const hls = window.streamverse?.hls; return {expression}; }}");

    public Task<double> TimeAsync() => EvaluateAsync<double>("video.currentTime");

    /// <summary>Plays for a while of the title's time; time and decoded pictures go on.</summary>
    public async Task AssertPlaysAsync(double seconds)
    {
        var time = await TimeAsync();
        var frames = await EvaluateAsync<int>("video.getVideoPlaybackQuality().totalVideoFrames");
        await UntilAsync(FormattableString.Invariant($"video.currentTime >= {time + seconds}"), 30 + seconds);
        Assert.True(await EvaluateAsync<int>("video.getVideoPlaybackQuality().totalVideoFrames") > frames + (seconds * 5), "Hardly any picture was decoded while time went on.");
    }

    /// <summary>Puts an ear to the video's sound.</summary>
    public Task ListenAsync() => EvaluateAsync<object?>("""
        (() => {
          const context = new AudioContext();
          const analyser = context.createAnalyser();
          analyser.smoothingTimeConstant = 0;
          context.createMediaElementSource(video).connect(analyser).connect(context.destination);
          const levels = new Float32Array(analyser.frequencyBinCount);
          window.levelOf = hertz => {
            analyser.getFloatFrequencyData(levels);
            return levels[Math.round(hertz * analyser.fftSize / context.sampleRate)];
          };
        })()
        """);

    /// <summary>Waits until a click of this pitch is heard, and not one of another.</summary>
    public Task UntilHeardAsync(int hertz)
    {
        var other = hertz == ReferenceSource.EnglishHertz ? ReferenceSource.FrenchHertz : ReferenceSource.EnglishHertz;
        return UntilAsync($"(level => level > -60 && level > window.levelOf({other}) + 12)(window.levelOf({hertz}))");
    }

    /// <summary>Presses the seek bar where a part of the title is.</summary>
    public async Task SeekAsync(double fraction)
    {
        await page.Page.Mouse.MoveAsync(640, 300);
        await page.Page.Mouse.MoveAsync(640, 310);
        var box = (await page.Get("seek-bar").BoundingBoxAsync())!;
        await page.Page.Mouse.ClickAsync((float)(box.X + (box.Width * fraction)), box.Y + (box.Height / 2));
    }

    /// <summary>Chooses from one of the menus: <c>quality</c>, <c>audio</c>, <c>subtitle</c>.</summary>
    public async Task ChooseAsync(string menu, string attribute, string value)
    {
        await page.Page.Mouse.MoveAsync(640, 300);
        await page.Page.Mouse.MoveAsync(640, 320);
        await page.Get($"{menu}-menu").ClickAsync();
        await page.Page.Locator($"[data-testid={menu}-option][data-{attribute}='{value}']").ClickAsync();
    }
}
