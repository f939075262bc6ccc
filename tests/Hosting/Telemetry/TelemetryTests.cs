using System.Net;
using System.Text.RegularExpressions;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Telemetry;

/// <summary>What the real program tells of itself.</summary>
public sealed partial class TelemetryTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Metrics_OwnPort_ShowsOursAndTheirsToThisMachineOnly()
    {
        await using var server = await StartAsync([]);
        await _http.GetStringAsync(new Uri(server.Address, "/v1/titles"), Cancellation);

        var metrics = await _http.GetStringAsync(new Uri(server.Address, "/metrics"), Cancellation);
        foreach (var name in (string[])["orleans_", "dotnet_process", "streamverse_gateway_request_duration_seconds", "streamverse_uploads_unfinished"])
        {
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        }

        // A key or a title id as a label would make a time series for each of them.
        Assert.DoesNotMatch(EntityId(), metrics);
        using HttpRequestMessage forwarded = new(HttpMethod.Get, new Uri(server.Address, "/metrics")) { Headers = { { "X-Forwarded-For", "192.0.2.1" } } };
        using var refused = await _http.SendAsync(forwarded, Cancellation);
        Assert.DoesNotContain("orleans_", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_PortOfItsOwn_AnswersThereAndNothingElse()
    {
        var port = FreePorts.Take();
        await using var server = await StartAsync(new() { ["StreamVerse:Telemetry:MetricsPort"] = $"{port}" });
        Uri metrics = new($"http://127.0.0.1:{port}/metrics");

        Assert.Contains("orleans_", await _http.GetStringAsync(metrics, Cancellation), StringComparison.Ordinal);
        using var api = await _http.GetAsync(new Uri(metrics, "/v1/titles"), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, api.StatusCode);
        using var ownPort = await _http.GetAsync(new Uri(server.Address, "/metrics"), Cancellation);
        Assert.DoesNotContain("orleans_", await ownPort.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_UploadedFile_LeadFromTheRequestToTheWorker()
    {
        using var receiver = TraceReceiver.Start(FreePorts.Take());
        await using var server = await StartAsync(new() { ["StreamVerse:Telemetry:OtlpEndpoint"] = receiver.Address, ["StreamVerse:Telemetry:TraceShare"] = "1" });
        var file = _folder.File("no-video.mp4");
        await File.WriteAllTextAsync(file, "This is no video.", Cancellation);
        using ApiClient client = new(server.Address);
        var title = await client.UploadAsync(file, "Traced", Cancellation);
        await client.WaitAsync(title, static view => view.State == "failed", Cancellation);
        await server.StopAsync();

        var work = Assert.Single(receiver.Spans, static span => span.Name == "work InspectWork");
        var trace = receiver.Spans.Where(span => span.TraceId == work.TraceId).Select(static span => span.Name).ToList();
        Assert.Contains(trace, static name => name.StartsWith("PATCH", StringComparison.Ordinal) || name.StartsWith("POST", StringComparison.Ordinal));
        Assert.Contains(trace, static name => name.Contains("IUploadGrain", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Log_Json_IsAnObjectALine()
    {
        await using var server = await StartAsync(new() { ["StreamVerse:Telemetry:LogFormat"] = "Json" });
        await server.StopAsync();

        var lines = server.Log.Split('\n').Where(static line => line.StartsWith('{')).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, static line => Assert.True(System.Text.Json.JsonDocument.Parse(line).RootElement.TryGetProperty("Message", out _)));
    }

    [Fact]
    public async Task Start_WrongTelemetrySettings_NamesEachKey()
    {
        Assert.SkipWhen(LocalServer.Program is null, "src/Local is not built.");
        var run = await LocalServer.RunAsync(
            ["--port", "0", "--data", _folder.File("data"), "--no-demo"],
            Cancellation,
            new Dictionary<string, string> { ["StreamVerse:Telemetry:OtlpEndpoint"] = "collector", ["StreamVerse:Telemetry:TraceShare"] = "2", ["StreamVerse:Telemetry:MetricsPort"] = "-1" });

        Assert.NotEqual(ExitCodes.Ok, run.ExitCode);
        Assert.All((string[])["OtlpEndpoint", "TraceShare", "MetricsPort"], key => Assert.Contains($"StreamVerse:Telemetry:{key} must be", run.Errors + run.Output, StringComparison.Ordinal));
    }

    private async Task<LocalServer> StartAsync(Dictionary<string, string> settings)
    {
        Assert.SkipWhen(LocalServer.Program is null, "src/Local is not built.");
        LocalServer server = new(_folder.File("data"), settings);
        await server.StartAsync(Cancellation).WaitAsync(s_patience, Cancellation);
        return server;
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex EntityId();
}
