using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Tests.Administration;

/// <summary><c>GET /v1/admin/fleet</c>.</summary>
public sealed class FleetTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task Get_AWorkerAsksForWork_IsShownWithItsEncoders()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var worker = new WorkerDescription("fleet-test/0", ["libx264", "aac"], [95.5, 0]);
        Assert.Null(await host.Grains.GetGrain<ITranscodeFleetGrain>(Region.Here).Lease(worker, TimeSpan.Zero, cancellationToken));

        var fleet = await host.Client.GetFromJsonAsync<JsonElement>("/v1/admin/fleet", cancellationToken);
        Assert.Equal(0, fleet.GetProperty("queueDepth").GetInt32());
        Assert.Equal(0, fleet.GetProperty("oldestSeconds").GetDouble());
        Assert.Empty(fleet.GetProperty("jobs").EnumerateArray());
        var shown = Assert.Single(fleet.GetProperty("workers").EnumerateArray(), static one => one.GetProperty("name").GetString() == "fleet-test");
        Assert.Equal("idle", shown.GetProperty("state").GetString());
        Assert.Equal(95.5, shown.GetProperty("encoders").GetProperty("libx264").GetDouble());
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("speed").ValueKind);
        Assert.Empty(shown.GetProperty("encodes").EnumerateArray());
    }

    [Fact]
    public async Task Get_ThroughAProxyWithoutAToken_403()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/v1/admin/fleet", UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await Problem.IsAsync(response, 403, "admin-local");
    }
}
