using StreamVerse.Gateway.Tests.Hosts;

namespace StreamVerse.Gateway.Tests.Health;

public sealed class HealthTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task Ready_StoreDown_503NamesItAndLiveStays200()
    {
        host.Faults.Fail("CheckAsync", int.MaxValue);
        var (status, body) = await GetAsync("/health/ready");
        Assert.Equal(503, status);
        Assert.Contains("object store", body, StringComparison.Ordinal);
        Assert.Contains("StreamVerse:Objects", body, StringComparison.Ordinal);
        Assert.Equal(200, (await GetAsync("/health/live")).Status);
        Assert.Equal(200, (await GetAsync("/health/started")).Status);

        host.Faults.Clear();
        await Grains.Tests.Eventually.HoldsAsync(async () => (await GetAsync("/health/ready")).Status == 200, "It is ready again");
    }

    private async Task<(int Status, string Body)> GetAsync(string path)
    {
        using var response = await host.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
