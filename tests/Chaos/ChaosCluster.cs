using System.Text.Json;
using StreamVerse.Chaos.Tests.Faults;
using StreamVerse.Chaos.Tests.Invariants;
using StreamVerse.Chaos.Tests.Load;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests;

/// <summary>The one cluster of all tests: starting one takes longer than most of them. Made when first asked for.</summary>
public sealed class ChaosCluster : IAsyncDisposable
{
    public const int Silos = 2;
    public const int Workers = 2;
    private const int Gateways = 2;

    private const int DiskMebibytes = 4096;
    private const int LogMebibytes = 512;

    private readonly TempFolder _folder = new("streamverse-chaos-");
    private readonly Lazy<Task<ClusterServer>> _server;

    public ChaosCluster() => _server = new(StartAsync);

    /// <summary>The disk that the workers' scratch files are on; <see langword="null"/> where none can be had.</summary>
    internal SmallDisk? ScratchDisk { get; private set; }

    /// <summary>The disk that the database is on; <see langword="null"/> where none can be had.</summary>
    internal SmallDisk? DatabaseDisk { get; private set; }

    /// <summary>The disk that the logs of its processes are on; <see langword="null"/> where none can be had.</summary>
    internal SmallDisk? LogDisk { get; private set; }

    /// <summary>The clocks of its processes; <see langword="null"/> where they are the machine's.</summary>
    internal MachineClocks? Clocks { get; private set; }

    /// <summary>The cluster; skips the test where none can be had.</summary>
    public Task<ClusterServer> GetAsync()
    {
        Assert.SkipWhen(ChaosForm.Older is not null, "STREAMVERSE_CHAOS_OLDER is set: only the upgrade is tried.");
        Assert.SkipWhen(ClusterServer.MissingReason is not null, ClusterServer.MissingReason ?? "");
        return _server.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }

        ScratchDisk?.Dispose();
        DatabaseDisk?.Dispose();
        LogDisk?.Dispose();
        _folder.Dispose();
    }

    /// <summary>A client of its own for every gateway.</summary>
    internal static ChaosClient Client(ClusterServer cluster, LoadRecord record) =>
        new([.. Enumerable.Range(1, Gateways).Select(cluster.Gateway)], record);

    /// <summary>Looks into its object store.</summary>
    internal static async Task<StoredObjects> OpenObjectsAsync(ClusterServer cluster, CancellationToken cancellationToken) =>
        new(await AddressAsync(cluster, "s3", cancellationToken), KeyFile(cluster, "s3"));

    /// <summary>Looks into its database.</summary>
    internal static async Task<StoredRows> OpenRowsAsync(ClusterServer cluster, CancellationToken cancellationToken)
    {
        var address = await AddressAsync(cluster, "postgres", cancellationToken);
        return new StoredRows(address.Host, address.Port, await ReadKeyAsync(cluster, "postgres", cancellationToken));
    }

    /// <summary>Judges its events.</summary>
    internal static async Task<EventChecker> OpenJudgeOfEventsAsync(ClusterServer cluster, ChaosClient client, StoredRows rows, CancellationToken cancellationToken) =>
        new(client, rows, await ReadKeyAsync(cluster, "admin", cancellationToken));

    /// <summary>Waits until every process and store is as it should be.</summary>
    internal static async Task WaitUntilWholeAsync(ClusterServer cluster, CancellationToken cancellationToken)
    {
        while (!ClusterServer.Entries(await cluster.GetStatusAsync(cancellationToken)).All(IsReady))
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private static bool IsReady(JsonElement entry) =>
        entry.GetProperty("state").GetString() == "ready" && (!entry.TryGetProperty("membership", out var membership) || membership.GetString() == "active");

    private static async Task<Uri> AddressAsync(ClusterServer cluster, string store, CancellationToken cancellationToken)
    {
        var entry = ClusterServer.Entries(await cluster.GetStatusAsync(cancellationToken)).First(entry => entry.GetProperty("name").GetString() == store);
        return new Uri($"http://{entry.GetProperty("address").GetString()}");
    }

    private static string KeyFile(ClusterServer cluster, string name) => Path.Combine(cluster.DataPath, "keys", name);

    private static async Task<string> ReadKeyAsync(ClusterServer cluster, string name, CancellationToken cancellationToken) =>
        (await File.ReadAllTextAsync(KeyFile(cluster, name), cancellationToken)).Trim();

    private async Task<ClusterServer> StartAsync()
    {
        // PostgreSQL runs as another user when the tests run as root.
        File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var data = _folder.File("data");
        ScratchDisk = await SmallDisk.TryMountAsync(Path.Combine(data, "scratch"), _folder.File("scratch.img"), DiskMebibytes);
        DatabaseDisk = await SmallDisk.TryMountAsync(Path.Combine(data, "postgres"), _folder.File("postgres.img"), DiskMebibytes);
        LogDisk = await SmallDisk.TryMountAsync(Path.Combine(data, "logs"), _folder.File("logs.img"), LogMebibytes);

        // Only where they are set: a library in every process is one more thing that could be at fault.
        Clocks = ChaosForm.SetsClocks && MachineClocks.MissingReason is null ? new MachineClocks(_folder.File("clocks")) : null;
        var server = new ClusterServer(data, Clocks?.Environment);
        try
        {
            await server.StartAsync(Silos, Gateways, Workers, CancellationToken.None);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }
}
