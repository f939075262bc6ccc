using System.Globalization;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>How much sooner two workers of a core each have a title than one worker has.</summary>
internal sealed class WorkerScalingBar : IBar
{
    private const double Least = 1.9;

    public string Id => "j";

    public string Name => "two workers";

    public int Minutes => 7;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var farm = await Farm.StartAsync([0, 1], controlCore: null, cancellationToken);
        var comparison = await Alternation.CompareAsync(options.Rounds, OneAsync, () => farm.MakeTitleAsync(cancellationToken));
        return
        [
            new BarRow(
                Id,
                $"title job on a cluster, {Farm.Title}: wall time with one worker on one core over two on a core each, everything else on the same two cores",
                string.Create(CultureInfo.InvariantCulture, $"two: {comparison.Theirs:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"one: {comparison.Ours:0.0} s"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $">= {Least:0.0}"),
                comparison.Ratio >= Least,
                "-"),
        ];

        async Task<double> OneAsync()
        {
            // Paused rather than ended, so that both are as warm as each other all the time.
            await using var paused = await PausedWorker.PauseAsync(farm.Cluster.Workers[1], cancellationToken);
            return await farm.MakeTitleAsync(cancellationToken);
        }
    }
}
