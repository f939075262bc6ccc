using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using StreamVerse.Gateway.Administration;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;

namespace StreamVerse.Gateway.Tests.Administration;

/// <summary><c>GET /v1/admin/activations</c>.</summary>
public sealed class ActivationTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task Get_AGrainIsActive_IsCountedAtItsSilo()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await Assert.ThrowsAsync<DomainException>(() => host.Grains.GetGrain<ITitleGrain>(Guid.NewGuid()).Get());
        var report = await host.Client.GetFromJsonAsync<JsonElement>("/v1/admin/activations", cancellationToken);
        var silo = Assert.Single(report.GetProperty("silos").EnumerateArray()).GetString()!;
        var titles = Assert.Single(report.GetProperty("grains").EnumerateArray(), static kind => kind.GetProperty("type").GetString() == "TitleGrain");
        Assert.True(titles.GetProperty("total").GetInt32() >= 1);
        Assert.Equal(titles.GetProperty("total").GetInt32(), titles.GetProperty("bySilo").GetProperty(silo).GetInt32());
        Assert.DoesNotContain(report.GetProperty("grains").EnumerateArray(), static kind => kind.GetProperty("type").GetString() == "ManagementGrain");
    }

    [Fact]
    public async Task Get_ThroughAProxyWithoutAToken_403()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("/v1/admin/activations", UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await Problem.IsAsync(response, 403, "admin-local");
    }

    [Fact]
    public void Report_OfTwoSilos_AddsUpAndHasTheLargestFirst()
    {
        var (first, second) = (Silo(1), Silo(2));
        var report = ActivationCounter.Report(
            [second, first],
            [
                One(first, "StreamVerse.Grains.Catalog.TitleGrain,StreamVerse.Grains", 2),
                One(second, "StreamVerse.Grains.Playback.SessionGrain,StreamVerse.Grains", 4),
                One(second, "StreamVerse.Grains.Catalog.TitleGrain,StreamVerse.Grains", 3),
                One(second, "StreamVerse.Grains.Catalog.UploadGrain,StreamVerse.Grains", 0),
                One(second, "Orleans.Runtime.Management.ManagementGrain,Orleans.Runtime", 1),
            ]);
        Assert.Equal(["127.0.0.1:1", "127.0.0.1:2"], report.Silos);
        Assert.Equal([("TitleGrain", 5), ("SessionGrain", 4)], report.Grains.Select(static kind => (kind.Type, kind.Total)));
        Assert.Equal(3, report.Grains[0].BySilo["127.0.0.1:2"]);
    }

    private static SiloAddress Silo(int port) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 1);

    private static SimpleGrainStatistic One(SiloAddress silo, string type, int count) => new() { SiloAddress = silo, GrainType = type, ActivationCount = count };
}
