using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Browser;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Encodes;

/// <summary>A title that is encoded anew from its page.</summary>
public sealed class EncodePageTests(Studio studio, Chromium chromium) : IDisposable
{
    private const int Seconds = 24;

    private readonly TempFolder _folder = new("streamverse-encode-page-");

    [Fact(Timeout = 300_000)]
    public async Task Page_EncodedAnew_CanBeCalledOffAndShowsHowFarItIsAndOffersTheNewVersion()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var api = await studio.GetApiAsync();
        var title = await PublishAsync(api, cancellationToken);
        await using var page = await chromium.OpenAsync((await studio.GetServerAsync()).Address);
        await PlayerPage.OpenAsync(page, title.Id);
        var (text, begin, dismiss) = (page.Get("encode-text"), page.Get("encode"), page.Get("encode-dismiss"));
        Assert.Contains("Viewers keep what they have", await text.TextContentAsync(), StringComparison.Ordinal);
        Assert.False(await dismiss.IsVisibleAsync());

        await begin.ClickAsync();
        await dismiss.ClickAsync();
        await begin.WaitForAsync();
        Assert.Null((await api.GetTitleAsync(title.Id, cancellationToken)).Encode);

        await begin.ClickAsync();
        await dismiss.WaitForAsync();
        await page.Page.Locator("[data-testid=encode-text]", new() { HasText = "%" }).WaitForAsync();
        Assert.False(await begin.IsVisibleAsync());
        await dismiss.ScrollIntoViewIfNeededAsync();
        await page.PhotographAsync("encode-running");
        await page.Page.GetByText("The new version is there.").First.WaitForAsync();
        Assert.Equal("Encoded anew from the original file, just now.", await text.TextContentAsync());
        await page.PhotographAsync("encode-done");

        var after = await api.GetTitleAsync(title.Id, cancellationToken);
        Assert.Equal(("published", "done"), (after.State, after.Encode!.State));
        page.AssertQuiet();
    }

    public void Dispose() => _folder.Dispose();

    private async Task<ApiTitle> PublishAsync(ApiClient api, CancellationToken cancellationToken)
    {
        var source = _folder.File("source.mkv");
        await Ffmpeg.RunAsync("ffmpeg", ["-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", $"testsrc2=s=640x360:r=25:d={Seconds}", "-c:v", "libx264", "-preset", "ultrafast", source]);
        return await api.PublishAsync(source, "From its page", cancellationToken);
    }
}
