using System.Globalization;
using System.Text.Json;
using Npgsql;
using StreamVerse.Bench.Media;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Clusters;

/// <summary>A whole cluster as <c>./streamverse cluster up</c> starts it, with one gateway and workers of one slot each.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TempFolder _folder = new("streamverse-bench-cluster-");
    private readonly ClusterServer _server;
    private JsonElement _status;

    private BenchCluster()
    {
        // PostgreSQL runs as another user when the driver runs as root.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        _server = new ClusterServer(_folder.File("data"), new Dictionary<string, string> { ["StreamVerse:Worker:Slots"] = "1" });
    }

    public ApiClient Client => field ??= new ApiClient(_server.Gateway(1));

    /// <summary>Where its gateway listens.</summary>
    public Uri Address => _server.Gateway(1);

    /// <summary>The process that looks after the others, which all are its children.</summary>
    public int Supervisor => _status.GetProperty("pid").GetInt32();

    public IReadOnlyList<int> Silos => Ids("silos");

    public IReadOnlyList<int> Gateways => Ids("gateways");

    public IReadOnlyList<int> Workers => Ids("workers");

    /// <summary>PostgreSQL's first process.</summary>
    public int Postgres => PostgresStore.GetProperty("pid").GetInt32();

    /// <summary>Its database.</summary>
    public string ConnectionString
    {
        get
        {
            var address = PostgresStore.GetProperty("address").GetString()!.Split(':');
            return new NpgsqlConnectionStringBuilder
            {
                Host = address[0],
                Port = int.Parse(address[1], CultureInfo.InvariantCulture),
                Username = "streamverse",
                Database = "streamverse",
                Password = File.ReadAllText(Path.Combine(_server.DataPath, "keys", "postgres")).Trim(),
                MaxPoolSize = 4,
            }.ConnectionString;
        }
    }

    private JsonElement PostgresStore => _status.GetProperty("stores").EnumerateArray().Single(static store => store.GetProperty("name").GetString() == "postgres");

    public static async Task<BenchCluster> StartAsync(int silos, int workers, CancellationToken cancellationToken)
    {
        if (ClusterServer.MissingReason is { } missing)
        {
            throw new InvalidOperationException($"No cluster can be started here: {missing}");
        }

        var cluster = new BenchCluster();
        try
        {
            await cluster._server.StartAsync(silos, gateways: 1, workers, cancellationToken);
            cluster._status = await cluster._server.GetStatusAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes a short title of small pictures, which also has every program warm.</summary>
    /// <returns>The title's id.</returns>
    public async Task<Guid> PublishShortAsync(CancellationToken cancellationToken)
    {
        var source = _folder.File("source.mp4");
        await TestVideo.MakeAsync(source, height: 240, seconds: 16, cancellationToken);
        return Guid.Parse((await Client.PublishAsync(source, "Benchmark", cancellationToken)).Id);
    }

    /// <summary>The same, and lets the workers go: what is measured then is not about them.</summary>
    public async Task<Guid> PublishAndDismissWorkersAsync(CancellationToken cancellationToken)
    {
        var title = await PublishShortAsync(cancellationToken);
        await _server.RunAsync(["scale", "--workers", "0"], cancellationToken);
        return title;
    }

    /// <summary>Waits until every process says of itself that it is ready, after one of them was disturbed.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        while (!ClusterServer.Entries(_status = await _server.GetStatusAsync(cancellationToken)).All(static entry => entry.GetProperty("state").GetString() == "ready"))
        {
            await Task.Delay(Look, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private List<int> Ids(string list) => [.. _status.GetProperty(list).EnumerateArray().Select(static entry => entry.GetProperty("pid").GetInt32())];
}
