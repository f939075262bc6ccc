using System.Text.Json;
using System.Text.Json.Nodes;
using StreamVerse.Cluster.Control;

namespace StreamVerse.Cluster.Tests.Control;

public sealed class ClusterStatusTests
{
    private static readonly ClusterStatus s_status = new(
        "running", 1, "/data", 75,
        [new SiloStatusEntry("silo-1", "127.0.0.1:1", 11, "ready", "active", 0, 60, 100_000_000, [])],
        [new ProgramStatusEntry("gateway-1", new Uri("http://127.0.0.1:8080"), 12, "not-ready", 1, 3, 90_000_000, ["No silo answers."])],
        [new ProgramStatusEntry("worker-1", new Uri("http://127.0.0.1:8082"), null, "restarting", 7, 0, 0, [])],
        [new StoreStatusEntry("postgres", "127.0.0.1:5432", 13, "ready", 0.7, 0, 70, 0, [], new Dictionary<string, int?>())],
        new Inside<ActivationsEntry>(
            new ActivationsEntry(["127.0.0.1:1", "127.0.0.1:9"], [new GrainEntry("TitleGrain", 12, new Dictionary<string, int> { ["127.0.0.1:1"] = 12 })]), null),
        new Inside<JsonObject>(null, "gateways of this version do not tell (/v1/admin/fleet)."));

    [Theory]
    [InlineData("silos", "address")]
    [InlineData("gateways", "url")]
    [InlineData("workers", "url")]
    [InlineData("stores", "address")]
    public void Json_OfAStatus_HasTheNamesToRelyOn(string list, string place)
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(s_status, JsonSerializerOptions.Web));
        var entry = json.RootElement.GetProperty(list)[0];
        Assert.Equal(JsonValueKind.String, entry.GetProperty(place).ValueKind);
        Assert.Equal(JsonValueKind.String, entry.GetProperty("state").ValueKind);
        Assert.True(entry.TryGetProperty("pid", out _));
    }

    [Fact]
    public void Table_OfAStatus_ShowsEverythingAndItsFaults()
    {
        var text = TextOf(s_status);
        Assert.All((string[])["silo-1", "active", "http://127.0.0.1:8080", "restarting", "0.7 ms", "100 MB", "gateway-1: No silo answers.", "1 min 15 s, 2 of 4 parts NOT ready", "queue: not known; gateways of this version"], part => Assert.Contains(part, text, StringComparison.Ordinal));
        Assert.Matches(@"grain +active +silo-1 +127\.0\.0\.1:9\n", text);
        Assert.Matches(@"Title +12 +12 +0\n", text);
    }

    [Fact]
    public void Table_NoGatewayTells_SaysWhyAndShowsTheRest()
    {
        var text = TextOf(s_status with { Grains = new Inside<ActivationsEntry>(null, "no gateway is ready.") });
        Assert.Contains("grains: not known; no gateway is ready.", text, StringComparison.Ordinal);
        Assert.Contains("postgres", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_OfAFleet_ShowsWhatTheGatewaySays()
    {
        var fleet = JsonNode.Parse("""{"queueDepth":7,"oldestSeconds":3.25,"workers":[{"name":"worker-1","encodes":["Title, chunk 3"],"speed":1.5},{"name":"worker-12","encodes":[],"speed":12}],"jobs":[]}""")!.AsObject();
        var text = TextOf(s_status with { Fleet = new Inside<JsonObject>(fleet, null) });
        Assert.Contains("queue: queue depth 7, oldest seconds 3.25\n", text, StringComparison.Ordinal);
        Assert.Matches(@"workers: name +encodes +speed\nworker-1 +Title, chunk 3 +1\.50\nworker-12 +- +12\n", text);
        Assert.Contains("jobs: none\n", text, StringComparison.Ordinal);
    }

    private static string TextOf(ClusterStatus status)
    {
        using var output = new StringWriter();
        StatusTable.Write(status, output);
        return output.ToString();
    }
}
