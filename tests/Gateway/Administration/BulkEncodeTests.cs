using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Tests;

namespace StreamVerse.Gateway.Tests.Administration;

/// <summary><c>/v1/admin/encodes</c>.</summary>
public sealed class BulkEncodeTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly Uri s_root = new("/v1/admin/encodes", UriKind.Relative);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_NothingFound_IsCountedOrderedShownAndCancelled()
    {
        using var dry = await host.Client.PostAsJsonAsync(s_root, new { encodedBefore = "2026-01-01T00:00:00Z", dryRun = true }, Cancellation);
        Assert.Equal(HttpStatusCode.OK, dry.StatusCode);
        Assert.Equal(0, (await dry.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("count").GetInt32());

        using var ordered = await host.Client.PostAsJsonAsync(s_root, new { encodedBefore = "2026-01-01T00:00:00Z" }, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        var order = await Eventually.BecomesAsync(
            () => host.Client.GetFromJsonAsync<JsonElement>(ordered.Headers.Location, Cancellation),
            order => order.GetProperty("state").GetString() == "done",
            "It is over");
        Assert.Equal(("backfill", 0), (order.GetProperty("priority").GetString(), order.GetProperty("found").GetInt32()));
        using var cancelled = await host.Client.DeleteAsync(ordered.Headers.Location, Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
    }

    [Theory]
    [InlineData("{}", "query-empty")]
    [InlineData("""{"encodedBefore":"yesterday"}""", "bad-request")]
    [InlineData("""{"orgId":"00000000-0000-0000-0000-000000000001","priority":9}""", "priority-invalid")]
    public async Task Post_MakesNoSense_400(string body, string code)
    {
        using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await host.Client.PostAsync(s_root, content, Cancellation);
        await Problem.IsAsync(response, 400, code);
    }

    [Fact]
    public async Task Get_Unknown_404()
    {
        using var response = await host.Client.GetAsync(new Uri($"/v1/admin/encodes/{Guid.NewGuid():N}", UriKind.Relative), Cancellation);
        await Problem.IsAsync(response, 404, "bulk-encode-not-found");
    }

    [Fact]
    public async Task Post_ThroughAProxyWithoutAToken_403()
    {
        using HttpRequestMessage request = new(HttpMethod.Post, s_root) { Content = JsonContent.Create(new { dryRun = true }) };
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var response = await host.Client.SendAsync(request, Cancellation);
        await Problem.IsAsync(response, 403, "admin-local");
    }
}
