using System.Text.Json;
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

    private readonly TempFolder _folder = new("streamverse-chaos-");
    private readonly Lazy<Task<ClusterServer>> _server;

    public ChaosCluster() => _server = new(StartAsync);

    /// <summary>The cluster; skips the test where none can be had.</summary>
    public Task<ClusterServer> GetAsync()
    {
        Assert.SkipWhen(ClusterServer.MissingReason is not null, ClusterServer.MissingReason ?? "");
        return _server.Value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _server.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>A client of its own for every gateway.</summary>
    internal static ChaosClient Client(ClusterServer cluster, LoadRecord record) =>
        new([.. Enumerable.Range(1, Gateways).Select(cluster.Gateway)], record);

    /// <summary>Looks into its object store.</summary>
    internal static async Task<StoredObjects> OpenObjectsAsync(ClusterServer cluster, CancellationToken cancellationToken)
    {
        var address = ClusterServer.Entries(await cluster.GetStatusAsync(cancellationToken)).First(static entry => entry.GetProperty("name").GetString() == "s3").GetProperty("address").GetString();
        return new StoredObjects(new Uri($"http://{address}"), Path.Combine(cluster.DataPath, "keys", "s3"));
    }

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

    private async Task<ClusterServer> StartAsync()
    {
        // PostgreSQL runs as another user when the tests run as root.
        File.SetUnixFileMode(_folder.Path, File.GetUnixFileMode(_folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var server = new ClusterServer(_folder.File("data"));
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
