using System.Diagnostics;
using System.Text.Json;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Clusters;

/// <summary>A whole cluster as <c>./streamverse cluster up</c> starts it.</summary>
[Collection<Waiting>]
public sealed class ClusterTests
{
    private const int SourceSeconds = 10;

    private static readonly TimeSpan s_traceLimit = TimeSpan.FromMinutes(1);

    [Fact(Timeout = 600_000)]
    public async Task Up_TwoSilosTwoGatewaysOneWorker_PublishesAndComesBackFromKillsAndScalesAndRestartsAndEnds()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.SkipWhen(ClusterServer.MissingReason is not null, ClusterServer.MissingReason ?? "");
        using TempFolder folder = new();
        OpenToOthers(folder.Path);
        using var traces = TraceReceiver.Start(FreePorts.Take());
        await using ClusterServer cluster = new(folder.File("data"), new Dictionary<string, string> { ["StreamVerse:Telemetry:OtlpEndpoint"] = traces.Address, ["StreamVerse:Telemetry:TraceShare"] = "1" });
        await cluster.StartAsync(silos: 2, gateways: 2, workers: 1, cancellationToken);

        var status = await cluster.GetStatusAsync(cancellationToken);
        Assert.Equal([2, 2, 1, 3], ((string[])["silos", "gateways", "workers", "stores"]).Select(list => status.GetProperty(list).GetArrayLength()));
        Assert.All(ClusterServer.Entries(status), entry =>
        {
            Assert.Equal("ready", entry.GetProperty("state").GetString());
            Assert.True(entry.GetProperty("pid").GetInt32() > 0);
            Assert.True(entry.TryGetProperty("url", out _) || entry.TryGetProperty("address", out _));
        });

        await PublishAndPlayAsync(cluster, folder, cancellationToken);
        await AssertTracedAsync(traces, cancellationToken);

        AssertInside(await cluster.GetStatusAsync(cancellationToken));
        Assert.Contains("all 8 parts ready", await cluster.RunAsync(["status"], cancellationToken), StringComparison.Ordinal);

        string[] names = ["silo-2", "worker-1", "redis"];
        var killed = await PidsAsync(cluster, cancellationToken);
        Assert.All(names, name => Kill(killed[name]));
        foreach (var name in names)
        {
            var again = await cluster.WaitAsync(name, static entry => entry.GetProperty("state").GetString() == "ready" && entry.GetProperty("restarts").GetInt32() == 1, cancellationToken);
            Assert.NotEqual(killed[name], again.GetProperty("pid").GetInt32());
            Assert.Contains($"{name} was killed (SIGKILL)", cluster.Log, StringComparison.Ordinal);
        }

        Assert.Equal("3 silos, 1 workers", (await cluster.RunAsync(["scale", "--silos", "3", "--workers", "1"], cancellationToken)).Trim());
        var third = await cluster.WaitAsync("silo-3", static entry => entry.GetProperty("state").GetString() == "ready", cancellationToken);
        Assert.Equal("active", third.GetProperty("membership").GetString());

        await AssertRestartsAsync(cluster, cancellationToken);

        var processes = Processes(await cluster.GetStatusAsync(cancellationToken));
        await cluster.RunAsync(["down"], cancellationToken);
        Assert.All(processes, process => Assert.True(HasEnded(process), $"Process {process} has outlived its cluster."));
    }

    private static async Task PublishAndPlayAsync(ClusterServer cluster, TempFolder folder, CancellationToken cancellationToken)
    {
        var source = folder.File("source.mkv");
        await ReferenceSource.MakeAsync(folder.Path, source, SourceSeconds);
        using ApiClient first = new(cluster.Gateway(1));
        using ApiClient second = new(cluster.Gateway(2));
        var id = await first.UploadAsync(source, "Through the cluster", cancellationToken);
        var title = await second.WaitAsync(id, static title => title.State == "published", cancellationToken);
        var session = await second.PlayAsync(id, cancellationToken);
        var rendition = title.Video[0].Id;
        var playlist = await first.Http.GetStringAsync(session.UrlOf($"{rendition}/index.m3u8"), cancellationToken);
        var segment = playlist.Split('\n').First(static line => line.EndsWith(".m4s", StringComparison.Ordinal));
        Assert.NotEmpty(await first.Http.GetByteArrayAsync(session.UrlOf($"{rendition}/{segment}"), cancellationToken));
    }

    /// <summary>One trace leads from the request that ended the upload through the grains to every kind of work, over three programs.</summary>
    private static Task AssertTracedAsync(TraceReceiver traces, CancellationToken cancellationToken)
    {
        string[] programs = ["streamverse-gateway", "streamverse-silo", "streamverse-worker"];
        string[] work = ["work InspectWork", "work VideoChunkWork", "work AudioWork"];
        return traces.WaitForTraceAsync(
            trace => programs.All(program => trace.Any(span => span.Service == program))
                && work.All(name => trace.Any(span => span.Name == name && span.Service == "streamverse-worker"))
                && trace.Any(static span => span.Name.StartsWith("PATCH", StringComparison.Ordinal) || span.Name.StartsWith("POST", StringComparison.Ordinal)),
            s_traceLimit,
            cancellationToken);
    }

    /// <summary>Each silo in turn, and one process by its name; a name that is none changes nothing.</summary>
    private static async Task AssertRestartsAsync(ClusterServer cluster, CancellationToken cancellationToken)
    {
        var before = await PidsAsync(cluster, cancellationToken);
        var said = await cluster.RunAsync(["restart", "silos", "gateway-2"], cancellationToken);
        var after = await PidsAsync(cluster, cancellationToken);
        string[] restarted = ["silo-1", "silo-2", "silo-3", "gateway-2"];
        Assert.Equal(restarted.Order(), before.Keys.Where(name => before[name] != after[name]).Order());
        Assert.Equal(restarted.SelectMany(static name => (string[])["Ending " + name, name + " has ended", name + " is ready"]), said.Trim().Split('\n').Skip(1).Select(static line => string.Join(' ', line.Split(' ').Take(line.StartsWith("Ending", StringComparison.Ordinal) ? 2 : 3))));
        var silo = await cluster.WaitAsync("silo-3", static _ => true, cancellationToken);
        Assert.Equal(("ready", "active"), (silo.GetProperty("state").GetString(), silo.GetProperty("membership").GetString()));

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.RunAsync(["restart", "gateway-1", "silo-9"], cancellationToken));
        Assert.Contains("'silo-9' cannot be restarted; there are silo-1, silo-2, silo-3, gateway-1, gateway-2, worker-1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(after, await PidsAsync(cluster, cancellationToken));
    }

    private static async Task<Dictionary<string, int>> PidsAsync(ClusterServer cluster, CancellationToken cancellationToken) =>
        ClusterServer.Entries(await cluster.GetStatusAsync(cancellationToken)).ToDictionary(static entry => entry.GetProperty("name").GetString()!, static entry => entry.GetProperty("pid").GetInt32());

    /// <summary>What only gateways know, behind the administration's token, and how fast the stores answer.</summary>
    private static void AssertInside(JsonElement status)
    {
        var silos = status.GetProperty("silos").EnumerateArray().Select(static silo => silo.GetProperty("address").GetString()).Order();
        var grains = status.GetProperty("grains").GetProperty("known");
        Assert.Equal(silos, grains.GetProperty("silos").EnumerateArray().Select(static silo => silo.GetString()));
        Assert.Contains(grains.GetProperty("grains").EnumerateArray(), static kind => kind.GetProperty("type").GetString() == "TitleGrain" && kind.GetProperty("total").GetInt32() >= 1);
        Assert.Equal(["postgres", "redis", "s3"], status.GetProperty("stores").EnumerateArray().Select(static store => store.GetProperty("name").GetString()).Order());
        Assert.All(status.GetProperty("stores").EnumerateArray(), static store => Assert.InRange(store.GetProperty("latencyMs").GetDouble(), 0.001, 3000));
    }

    private static List<int> Processes(JsonElement status) =>
    [
        status.GetProperty("pid").GetInt32(),
        .. ClusterServer.Entries(status).Select(static entry => entry.GetProperty("pid").GetInt32()),
        .. status.GetProperty("stores").EnumerateArray().Where(static store => store.TryGetProperty("parts", out _)).SelectMany(static store => store.GetProperty("parts").EnumerateObject().Select(static part => part.Value.GetInt32())),
    ];

    /// <summary>A process that nobody has asked yet how it ended stays in the table as a zombie; it runs no more.</summary>
    private static bool HasEnded(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is 'Z' or 'X';
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }

    /// <summary>PostgreSQL runs as another user when the tests run as root.</summary>
    private static void OpenToOthers(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }
}
