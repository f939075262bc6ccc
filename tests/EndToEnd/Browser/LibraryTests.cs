using System.Net;
using Microsoft.Playwright;
using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>From a file on a viewer's disk to a picture on the screen, and away again, all by the page.</summary>
[Collection<RealTime>]
public sealed class LibraryTests(Studio studio, Chromium chromium)
{
    [Fact]
    public async Task Library_FileChosen_IsUploadedTranscodedWatchedAndDeleted()
    {
        using var folder = new TempFolder();
        var file = await MakeAsync(folder.File("Morning by the sea.mkv"));
        await using var page = await chromium.OpenAsync((await studio.GetServerAsync()).Address);
        await page.Page.GotoAsync("/");
        await page.Get("file-input").SetInputFilesAsync(file);
        await page.Page.Locator("[data-testid=upload][data-state=done]").WaitForAsync();

        var card = page.Get("title-card").Filter(new LocatorFilterOptions { HasText = "Morning by the sea" });
        await page.Page.Locator("[data-testid=title-card][data-state=transcoding]").WaitForAsync();
        var bar = card.GetByTestId("title-progress");
        await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('[data-testid=title-progress]')].some(bar => !bar.hidden && Number(bar.getAttribute('aria-valuenow')) > 5)");
        await page.PhotographAsync("library-transcoding");
        var early = int.Parse((await bar.GetAttributeAsync("aria-valuenow"))!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(early, 6, 99);
        var id = (await card.GetAttributeAsync("data-title-id"))!;
        await page.Page.Locator($"[data-title-id='{id}'][data-state=published]").WaitForAsync(new LocatorWaitForOptions { Timeout = 120_000 });
        await page.PhotographAsync("library-published");

        await card.GetByTestId("watch").ClickAsync();
        var player = new PlayerPage(page);
        await player.UntilAsync("video.currentTime > 0.5");
        await player.AssertPlaysAsync(3);
        await page.Page.Mouse.MoveAsync(640, 300);
        var seekBar = (await page.Get("seek-bar").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(seekBar.X + (seekBar.Width * 0.4f), seekBar.Y + (seekBar.Height / 2));
        await page.Page.Mouse.MoveAsync(seekBar.X + (seekBar.Width * 0.6f), seekBar.Y + (seekBar.Height / 2));
        await page.Get("seek-thumbnail").WaitForAsync();
        await page.PhotographAsync("player");

        await page.Page.GotoAsync("/");
        await card.GetByTestId("delete").ClickAsync();
        await page.PhotographAsync("delete");
        await page.Get("confirm").ClickAsync();
        await card.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        using var gone = await (await studio.GetApiAsync()).Http.GetAsync($"/v1/titles/{id}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        page.AssertQuiet();
    }

    private static async Task<string> MakeAsync(string path)
    {
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin",
            "-f", "lavfi", "-i", "gradients=s=854x480:r=30:d=40:n=5:speed=0.012:c0=0x0b132b:c1=0x3a506b:c2=0x5bc0be:c3=0xf25f5c:c4=0x70c1b3:seed=7",
            "-f", "lavfi", "-i", "testsrc2=s=214x120:r=30:d=40", "-f", "lavfi", "-i", "sine=f=220:d=40",
            "-filter_complex", "[0][1]overlay=main_w-overlay_w-32:main_h-overlay_h-32,format=yuv420p[v]",
            "-map", "[v]", "-map", "2", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "22", "-c:a", "aac", path,
        ]);
        return path;
    }
}
