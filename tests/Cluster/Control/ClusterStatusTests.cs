using System.Text.Json;
using StreamVerse.Cluster.Control;

namespace StreamVerse.Cluster.Tests.Control;

public sealed class ClusterStatusTests
{
    private static readonly ClusterStatus s_status = new(
        "running", 1, "/data", 75,
        [new SiloStatusEntry("silo-1", "127.0.0.1:1", 11, "ready", "active", 0, 60, 100_000_000, [])],
        [new ProgramStatusEntry("gateway-1", new Uri("http://127.0.0.1:8080"), 12, "not-ready", 1, 3, 90_000_000, ["No silo answers."])],
        [new ProgramStatusEntry("worker-1", new Uri("http://127.0.0.1:8082"), null, "restarting", 7, 0, 0, [])],
        [new StoreStatusEntry("postgres", "127.0.0.1:5432", 13, "ready", 0.7, 0, 70, 0, [], new Dictionary<string, int?>())]);

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
        using var output = new StringWriter();
        StatusTable.Write(s_status, output);
        var text = output.ToString();
        Assert.All((string[])["silo-1", "active", "http://127.0.0.1:8080", "restarting", "0.7 ms", "100 MB", "gateway-1: No silo answers.", "1 min 15 s"], part => Assert.Contains(part, text, StringComparison.Ordinal));
    }
}
