namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Two silos on one SQLite file.</summary>
public sealed class SqliteClusterSource : ClusterSource
{
    protected override Task<GrainCluster> StartAsync() => GrainCluster.StartAsync(2);
}
