namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Two silos on one SQLite file.</summary>
public class SqliteClusterSource : ClusterSource
{
    protected override Task<GrainCluster> StartAsync() => GrainCluster.StartAsync(2, settings: Settings, configure: Configure);
}
