using System.Net.ServerSentEvents;
using System.Text.Json;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Tests.Catalog;

/// <summary><c>GET /v1/titles/{id}/events</c> as a browser's EventSource uses it.</summary>
public sealed class TitleEventsTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_Reconnected_BeginsWithTheTitleAsItIsNow()
    {
        var id = Guid.NewGuid();
        var title = host.Grains.GetGrain<ITitleGrain>(id);
        await title.Create(new NewTitle(Guid.Empty, "Holiday", "holiday.mp4", Guid.NewGuid(), "sources/a", 1000));
        var first = await ConnectAsync(id, lastEventId: null);

        await title.SourceFailed(new TitleError("broken", "It is broken."));
        var second = await ConnectAsync(id, first.EventId);
        Assert.True(long.Parse(second.EventId!, null) > long.Parse(first.EventId!, null), $"{second.EventId} after {first.EventId}");
        using var snapshot = JsonDocument.Parse(second.Data);
        Assert.Equal("failed", snapshot.RootElement.GetProperty("state").GetString());

        // Also a client that missed nothing is told at once, and not at the next change.
        var third = await ConnectAsync(id, second.EventId);
        Assert.Equal((second.EventId, second.Data), (third.EventId, third.Data));
    }

    /// <summary>Connects, takes the first event and leaves.</summary>
    private async Task<SseItem<string>> ConnectAsync(Guid id, string? lastEventId)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/v1/titles/{id:N}/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var body = await response.Content.ReadAsStreamAsync(Cancellation);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(Cancellation))
        {
            Assert.Equal("title", item.EventType);
            return item;
        }

        throw new InvalidOperationException("The stream ended before its first event.");
    }
}
