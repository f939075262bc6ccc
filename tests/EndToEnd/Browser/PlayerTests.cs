using StreamVerse.EndToEnd.Tests.Collections;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>A finished title in a real browser.</summary>
[Collection<RealTime>]
public sealed class PlayerTests(Studio studio, Chromium chromium)
{
    [Fact]
    public async Task Play_FinishedTitle_DecodesWithFewDropsAndAQuietConsole()
    {
        await using var page = await OpenAsync();
        var player = await PlayerPage.OpenAsync(page, (await studio.GetTitleAsync()).Id);
        await player.AssertPlaysAsync(6);
        var (total, dropped) = (await player.EvaluateAsync<int>("video.getVideoPlaybackQuality().totalVideoFrames"), await player.EvaluateAsync<int>("video.getVideoPlaybackQuality().droppedVideoFrames"));
        Assert.True(dropped <= total / 4, $"{dropped} of {total} pictures were dropped.");
        Assert.Equal(ReferenceSource.Seconds, await player.EvaluateAsync<double>("video.duration"), 0.1);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Seek_AcrossTheChunkBorderAndBack_PlaysOn()
    {
        await using var page = await OpenAsync();
        var player = await PlayerPage.OpenAsync(page, (await studio.GetTitleAsync()).Id);
        foreach (var fraction in (double[])[0.7, 0.2])
        {
            await player.SeekAsync(fraction);
            await player.UntilAsync(FormattableString.Invariant($"Math.abs(video.currentTime - {fraction * ReferenceSource.Seconds}) < 3 && video.readyState >= 3 && !video.seeking"));
            await player.AssertPlaysAsync(2);
        }

        page.AssertQuiet();
    }

    [Fact]
    public async Task Quality_Chosen_IsWhatIsDecoded()
    {
        await using var page = await OpenAsync();
        var player = await PlayerPage.OpenAsync(page, (await studio.GetTitleAsync()).Id);
        foreach (var height in (int[])[360, 480])
        {
            await player.ChooseAsync("quality", "height", height.ToString(System.Globalization.CultureInfo.InvariantCulture));
            await player.UntilAsync($"video.videoHeight === {height}");
            await player.AssertPlaysAsync(1);
        }

        await player.ChooseAsync("quality", "height", "auto");
        Assert.True(await player.EvaluateAsync<bool>("hls.autoLevelEnabled"));
        page.AssertQuiet();
    }

    [Fact]
    public async Task Audio_OtherLanguage_IsWhatIsHeard()
    {
        await using var page = await OpenAsync();
        var player = await PlayerPage.OpenAsync(page, (await studio.GetTitleAsync()).Id);
        await player.ListenAsync();
        await player.UntilHeardAsync(ReferenceSource.EnglishHertz);
        await player.ChooseAsync("audio", "language", "fr");
        await player.UntilHeardAsync(ReferenceSource.FrenchHertz);
        await player.AssertPlaysAsync(1);
        await player.ChooseAsync("audio", "language", "en");
        await player.UntilHeardAsync(ReferenceSource.EnglishHertz);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Subtitles_Chosen_AreShownAtTheirTimes()
    {
        await using var page = await OpenAsync();
        var player = await PlayerPage.OpenAsync(page, (await studio.GetTitleAsync()).Id);
        await player.ChooseAsync("subtitle", "language", "en");
        const string shown = "[...video.textTracks].filter(track => track.mode === 'showing').flatMap(track => [...(track.activeCues ?? [])]).map(cue => cue.text).join()";
        foreach (var (second, text) in ((double, string)[])[(30.2, ""), (32.5, "Across the border"), (35, ""), (3, "First words"), (41, "Last words")])
        {
            await player.EvaluateAsync<object?>(FormattableString.Invariant($"void (video.currentTime = {second})"));
            await player.UntilAsync($"!video.seeking && video.readyState >= 3 && {shown} === '{text}'");
        }

        // Each cue once and at its time, also the one that stands in two pieces.
        var times = await player.EvaluateAsync<string>("[...video.textTracks].filter(track => track.mode === 'showing').flatMap(track => [...track.cues]).map(cue => `${cue.startTime}-${cue.endTime}`).join()");
        Assert.Equal("2-4.5,31-34,40-42", times);
        page.AssertQuiet();
    }

    [Fact]
    public async Task SeekBar_PointedAt_ShowsThePictureOfThatTime()
    {
        await using var page = await OpenAsync();
        await PlayerPage.OpenAsync(page, (await studio.GetTitleAsync()).Id);
        var box = (await page.Get("seek-bar").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.4f), box.Y + (box.Height / 2));
        await page.Page.Mouse.MoveAsync(box.X + (box.Width * 0.5f), box.Y + (box.Height / 2));
        var picture = page.Get("seek-thumbnail");
        await picture.WaitForAsync();
        var start = double.Parse((await picture.GetAttributeAsync("data-start"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(start, 16, 22.5);
        var sheet = await picture.EvaluateAsync<string>("async element => { const url = getComputedStyle(element).backgroundImage.slice(5, -2); const image = new Image(); image.src = url; await image.decode(); return `${image.naturalWidth}x${image.naturalHeight}`; }");
        Assert.Matches("^[1-9][0-9]*x[1-9][0-9]*$", sheet);
        page.AssertQuiet();
    }

    private async Task<WatchedPage> OpenAsync() => await chromium.OpenAsync((await studio.GetServerAsync()).Address);
}
