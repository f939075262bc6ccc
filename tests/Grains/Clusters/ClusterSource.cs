namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>One cluster for the tests of a class, started by the first.</summary>
public abstract class ClusterSource : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private GrainCluster? _cluster;

    public async Task<GrainCluster> GetAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _cluster ??= await StartAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _gate.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Settings of a further kind of cluster.</summary>
    protected virtual IReadOnlyDictionary<string, string?>? Settings => null;

    protected abstract Task<GrainCluster> StartAsync();

    /// <summary>Adds to each silo what a further kind of cluster has.</summary>
    protected virtual void Configure(ISiloBuilder silo)
    {
    }
}
