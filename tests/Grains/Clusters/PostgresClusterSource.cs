using StreamVerse.Testing;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Two silos on a PostgreSQL of their own; tests are skipped where it is not installed.</summary>
public class PostgresClusterSource : ClusterSource
{
    private PostgresServer? _server;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected override async Task<GrainCluster> StartAsync()
    {
        if (PostgresServer.MissingReason is { } missing)
        {
            Assert.Skip(missing);
        }

        var cancellation = TestContext.Current.CancellationToken;
        _server = await PostgresServer.StartNewAsync(flushesToDisk: false, cancellation);
        Dictionary<string, string?> relational = new()
        {
            ["StreamVerse:Relational:Provider"] = "postgres",
            ["StreamVerse:Relational:ConnectionString"] = await _server.CreateDatabaseAsync(cancellation),
        };
        return await GrainCluster.StartAsync(2, relational, Settings, Configure);
    }
}
