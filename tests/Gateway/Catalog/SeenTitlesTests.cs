using System.Net;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Tests.Catalog;

/// <summary><c>GET /v1/titles/{id}</c> asked again and again.</summary>
public sealed class SeenTitlesTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AskedAgain_IsNotSentUntilItChanges()
    {
        var id = Guid.NewGuid();
        var title = host.Grains.GetGrain<ITitleGrain>(id);
        await title.Create(new NewTitle(Guid.Empty, "Holiday", "holiday.mp4", Guid.NewGuid(), "sources/a", 1000));
        using var first = await GetAsync(id, etag: null);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (first.StatusCode, first.Content.Headers.ContentType?.MediaType));
        Assert.True(first.Headers.CacheControl?.NoCache);
        var etag = first.Headers.ETag!.ToString();

        using var same = await GetAsync(id, etag: null);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await same.Content.ReadAsStringAsync(Cancellation));
        using var unchanged = await GetAsync(id, etag);
        Assert.Equal((HttpStatusCode.NotModified, 0), (unchanged.StatusCode, (await unchanged.Content.ReadAsByteArrayAsync(Cancellation)).Length));

        await title.SourceFailed(new TitleError("too-short", "The upload is shorter than it said."));
        using var changed = await GetAsync(id, etag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(etag, changed.Headers.ETag!.ToString());
        Assert.Contains("too-short", await changed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);

        await title.Delete();
        using var gone = await GetAsync(id, etag);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(Guid id, string? etag)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/v1/titles/{id:N}");
        if (etag is not null)
        {
            request.Headers.Add("If-None-Match", etag);
        }

        return await host.Client.SendAsync(request, Cancellation);
    }
}
