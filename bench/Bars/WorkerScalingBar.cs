using System.Globalization;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>
/// How much sooner a cluster on two cores with a worker on each has a title than one worker on one core. Silos, gateway and
/// stores need some of the cores too: they take it from the workers both times, or have the second core to themselves while
/// one works.
/// </summary>
internal sealed class WorkerScalingBar : IBar
{
    private const double Least = 1.9;

    public string Id => "j";

    public string Name => "two workers";

    public int Minutes => 15;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var farm = await Farm.StartAsync(workers: 2, FarmTitle.ManyChunks, cancellationToken);
        return
        [
            await CompareAsync("everything else of the cluster on the workers' cores both times", othersBesideOne: 0),
            await CompareAsync("everything else of the cluster on the other core while one works", othersBesideOne: 1),
        ];

        async Task<BarRow> CompareAsync(string placement, int othersBesideOne)
        {
            var comparison = await Alternation.CompareAsync(options.Rounds, () => OneAsync(othersBesideOne), TwoAsync);
            return new BarRow(
                Id,
                $"title job on a cluster, {farm.Title.Name}: wall time with one worker on one core, over a worker on each of two; {placement}",
                string.Create(CultureInfo.InvariantCulture, $"two: {comparison.Theirs:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"one: {comparison.Ours:0.0} s"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $">= {Least:0.0}"),
                comparison.Ratio >= Least,
                "-");
        }

        async Task<double> OneAsync(int others)
        {
            await farm.PlaceAsync([0, 0], [others], cancellationToken);

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
