using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Gateway.Catalog;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Tests.Catalog;

/// <summary>A stream of events that nothing happens on is not cut by proxies.</summary>
public sealed class TitleEventStreamTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly Channel<TitleView> _views = Channel.CreateUnbounded<TitleView>();
    private readonly Pipe _body = new();

    [Fact]
    public async Task Execute_NothingHappens_CommentsEvery15SecondsBetweenEvents()
    {
        using var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddOptions().BuildServiceProvider();
        DefaultHttpContext context = new() { RequestServices = services };
        context.Response.Body = _body.Writer.AsStream();
        var running = new TitleEventStream(_views.Reader.ReadAllAsync(TestContext.Current.CancellationToken)).ExecuteAsync(context);

        _clock.Advance(TimeSpan.FromSeconds(14));
        _views.Writer.TryWrite(View(7));
        Assert.StartsWith("event: title\nid: 7\ndata: {", await ReadAsync(), StringComparison.Ordinal);
        for (var time = 0; time < 3; time++)
        {
            await ElapseAsync();
            Assert.Matches("^(: still here\n\n)+$", await ReadAsync());
        }

        _views.Writer.TryWrite(View(8));
        Assert.StartsWith("event: title\nid: 8\n", await ReadAsync(), StringComparison.Ordinal);
        _views.Writer.Complete();
        await running;
        Assert.Equal("text/event-stream", context.Response.ContentType);
    }

    /// <summary>Lets 15 s pass, once the stream waits.</summary>
    private async Task ElapseAsync()
    {
        ReadResult read;
        while (!_body.Reader.TryRead(out read))
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        // Looked at, not taken: the next read gets it.
        _body.Reader.AdvanceTo(read.Buffer.Start);
    }

    private async Task<string> ReadAsync()
    {
        var read = await _body.Reader.ReadAsync(TestContext.Current.CancellationToken);
        var text = Encoding.UTF8.GetString(read.Buffer);
        _body.Reader.AdvanceTo(read.Buffer.End);
        return text;
    }

    private static TitleView View(long revision) =>
        new("a", "Title", "a.mp4", TitleState.Transcoding, 0.5, null, null, null, null, null, 0, [], [], 1, DateTimeOffset.UnixEpoch, revision, null, []);
}
