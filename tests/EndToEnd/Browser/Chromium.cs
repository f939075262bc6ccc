using Microsoft.Playwright;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>One headless Chromium for all tests; each gets a fresh profile. Started when first asked for.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Path = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A page that remembers every error of its console; skips the test where something is missing.</summary>
    public async Task<WatchedPage> OpenAsync(Uri address)
    {
        Assert.SkipUnless(File.Exists(Path), "Chromium is not installed: apt-get install chromium");
        Assert.SkipUnless(File.Exists(System.IO.Path.Combine(LocalServer.WebPath, "index.html")), "The web page is not built: run 'npm ci && npm run build' in web.");
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Headless = true,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
            ],
        });
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
            Locale = "en-GB",
        });
        return new WatchedPage(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
