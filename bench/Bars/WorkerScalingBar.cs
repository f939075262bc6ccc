using System.Globalization;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>
/// How much sooner a cluster on two cores with a worker on each has a title than the same cluster on one core with one
/// worker. Silos, gateway and stores need some of the cores too, and get it from the workers both times.
/// </summary>
internal sealed class WorkerScalingBar : IBar
{
    private const double Least = 1.9;

    public string Id => "j";

    public string Name => "two workers";

    public int Minutes => 9;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var farm = await Farm.StartAsync(workers: 2, cancellationToken);
        var comparison = await Alternation.CompareAsync(options.Rounds, OneAsync, TwoAsync);
        return
        [
            new BarRow(
                Id,
                $"title job on a cluster, {Farm.Title}: wall time on one core with one worker, over two cores with a worker on each; everything else of the cluster on the same cores",
                string.Create(CultureInfo.InvariantCulture, $"two: {comparison.Theirs:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"one: {comparison.Ours:0.0} s"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $">= {Least:0.0}"),
                comparison.Ratio >= Least,
                "-"),
        ];

        async Task<double> OneAsync()
        {
            await farm.PlaceAsync([0, 0], [0], cancellationToken);

            // Paused rather than ended, so that both are as warm as each other all the time.
            await using var paused = await PausedWorker.PauseAsync(farm.Cluster.Workers[1], cancellationToken);
            return await farm.MakeTitleAsync(cancellationToken);
        }

        async Task<double> TwoAsync()
        {
            await farm.PlaceAsync([0, 1], [0, 1], cancellationToken);
            return await farm.MakeTitleAsync(cancellationToken);
        }
    }
}
