using System.Globalization;
using StreamVerse.Bench.Bars;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Media;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Clusters;

/// <summary>A cluster that is told which cores it has, and the title that it is given to make, again and again.</summary>
internal sealed class Farm : IAsyncDisposable
{
    /// <summary>
    /// Small pictures and many of them: seven chunks of 32 s and one of 16 s, which two workers share to within a few
    /// percent when one of them makes the sound as well, and few enough that what a chunk costs beside its frames is small.
    /// </summary>
    private const int Height = 240;

    private const int Seconds = 240;

    /// <summary>Some 1 Mb/s. With its grain at the usual quality it had 6, and the bars were about moving a source rather than encoding it.</summary>
    private const int SourceQuality = 28;

    private readonly TempFolder _folder = new("streamverse-bench-source-");

    private Farm(BenchCluster cluster) => Cluster = cluster;

    public BenchCluster Cluster { get; }

    /// <summary>The title, for people.</summary>
    public static string Title { get; } = string.Create(CultureInfo.InvariantCulture, $"{Seconds} s of {Height}p{TestVideo.FramesPerSecond}");

    private string Source => _folder.File("source.mp4");

    /// <param name="workers">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Farm> StartAsync(int workers, CancellationToken cancellationToken)
    {
        Cores.Require(2);
        var farm = new Farm(await BenchCluster.StartAsync(silos: 2, workers, cancellationToken));
        try
        {
            await TestVideo.MakeAsync(farm.Source, Height, Seconds, cancellationToken, SourceQuality);

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
    public Task<double> MakePlainAsync(int core, CancellationToken cancellationToken) => TitleJob.PlainAsync(Source, Height, Seconds, Cores.Only(core), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        _folder.Dispose();
    }
}
