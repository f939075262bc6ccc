using StreamVerse.Bench.Bars;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Media;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Clusters;

/// <summary>A cluster that is told which cores it has, and the title that it is given to make, again and again.</summary>
internal sealed class Farm : IAsyncDisposable
{
    /// <summary>Some 1 Mb/s for pictures of 240 lines. With its grain at the usual quality it had 6, and the bars were about moving a source rather than encoding it.</summary>
    private const int SourceQuality = 28;

    private readonly TempFolder _folder = new("streamverse-bench-source-");

    private Farm(BenchCluster cluster, FarmTitle title) => (Cluster, Title) = (cluster, title);

    public BenchCluster Cluster { get; }

    public FarmTitle Title { get; }

    private string Source => _folder.File("source.mp4");

    /// <param name="workers">How many.</param>
    /// <param name="title">What they make.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Farm> StartAsync(int workers, FarmTitle title, CancellationToken cancellationToken)
    {
        Cores.Require(2);
        var farm = new Farm(await BenchCluster.StartAsync(silos: 2, workers, cancellationToken), title);
        try
        {
            await TestVideo.MakeAsync(farm.Source, title.Height, title.Seconds, cancellationToken, SourceQuality);

            // The whole title once, so that every program is as warm in the first round as in the last.
            await farm.MakeTitleAsync(cancellationToken);
            return farm;
        }
        catch
        {
            await farm.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says which cores the cluster has.</summary>
    /// <param name="workerCores">The core of each worker.</param>
    /// <param name="otherCores">The cores of everything else, which nobody is kept from.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task PlaceAsync(IReadOnlyList<int> workerCores, IReadOnlyList<int> otherCores, CancellationToken cancellationToken)
    {
        await Cores.PinAsync(Cluster.Supervisor, otherCores, cancellationToken);
        foreach (var (worker, its) in Cluster.Workers.Zip(workerCores))
        {
            await Cores.PinAsync(worker, [its], cancellationToken);
        }
    }

    /// <summary>Seconds that the cluster takes for the title, from its last uploaded byte to its publication.</summary>
    public Task<double> MakeTitleAsync(CancellationToken cancellationToken) => TitleJob.OursAsync(Cluster.Client, Source, cancellationToken);

    /// <summary>Seconds that one ffmpeg takes for the same ladder.</summary>
    /// <param name="core">The only core that it may use.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<double> MakePlainAsync(int core, CancellationToken cancellationToken) => TitleJob.PlainAsync(Source, Title.Height, Title.Seconds, Cores.Only(core), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }
}
