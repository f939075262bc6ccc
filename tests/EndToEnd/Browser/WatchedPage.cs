using System.Collections.Concurrent;
using Microsoft.Playwright;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Browser;

/// <summary>A page in a profile of its own. What its console complains of fails the test that ends it.</summary>
public sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    internal WatchedPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.SetDefaultTimeout(60_000);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue($"uncaught: {error}");
    }

    public IPage Page { get; }

    public ILocator Get(string testId) => Page.GetByTestId(testId);

    /// <summary>Keeps a picture of the page in <c>artifacts/screenshots</c>.</summary>
    public Task PhotographAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = RepositoryRoot.Combine("artifacts", "screenshots", $"{name}.png") });

    /// <summary>Nothing was complained of so far.</summary>
    public void AssertQuiet() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
