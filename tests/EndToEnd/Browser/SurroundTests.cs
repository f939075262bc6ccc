using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>5.1 sound is kept for those who can play it and does not disturb those who cannot.</summary>
[Collection<RealTime>]
public sealed class SurroundTests(Studio studio, Chromium chromium)
{
    [Fact]
    public async Task Play_SurroundSource_OffersEachPictureOnce()
    {
        using var folder = new TempFolder();
        var file = folder.File("surround.mkv");
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin", "-f", "lavfi", "-i", "testsrc2=s=854x480:r=25:d=8", "-f", "lavfi", "-i", "aevalsrc=0.1*sin(880*PI*t)|0|0.3*sin(440*PI*t)|0|0|0:c=5.1:d=8",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "ac3", file,
        ]);
        var title = await (await studio.GetApiAsync()).PublishAsync(file, "Surround", TestContext.Current.CancellationToken);
        Assert.Equal([2, 6], title.Audio.Select(audio => audio.Channels!.Value).Order());

        await using var page = await chromium.OpenAsync((await studio.GetServerAsync()).Address);
        var player = await PlayerPage.OpenAsync(page, title.Id);
        Assert.Equal("360,480", await player.EvaluateAsync<string>("hls.levels.map(level => level.height).join()"));
        await player.AssertPlaysAsync(2);
        page.AssertQuiet();
    }
}
