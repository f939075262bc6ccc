using StreamVerse.Chaos.Tests.Faults;
using StreamVerse.Chaos.Tests.Reports;

namespace StreamVerse.Chaos.Tests;

/// <summary>One process after the other fails while clients upload, transcode and play.</summary>
public sealed class FaultTests(ChaosCluster chaos, UndisturbedTitles undisturbed)
{
    private const int SourceSeconds = 4;

    [Fact(Timeout = 5_400_000)]
    public async Task Cluster_ProcessesFailOneByOneUnderLoad_LosesNothingAndRecovers()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var expected = await undisturbed.GetAsync(SourceSeconds);
        var cluster = await chaos.GetAsync();
        await using var load = await ClusterLoad.StartAsync(cluster, expected, ChaosForm.Rates, cancellationToken);
        var results = new List<FaultResult>();
        var failures = new List<string>();
        IReadOnlyList<string> atTheEnd = ["the suite did not come to its end"];
        try
        {
            results.Add(await load.ObserveAsync("none, while the programs are new", ChaosForm.Window, cancellationToken));
            results.Add(await load.ObserveAsync("none", ChaosForm.Window, cancellationToken));
            foreach (var fault in FaultPlan.Of(await cluster.GetStatusAsync(cancellationToken), chaos))
            {
                var result = await load.StrikeAsync(fault, ChaosForm.Window, cancellationToken);
                results.Add(result);
                failures.AddRange(fault.MayRefuse ? [] : result.Load.Failures.Select(failure => $"{fault.Name}: {failure}"));
            }

            atTheEnd = await load.EndAsync(undisturbed.SourcePaths, cancellationToken);
        }
        finally
        {
            ChaosFigures.Add(ChaosTable.Of("Faults under load", results, atTheEnd));
        }

        Assert.Empty(results.SelectMany(static result => result.Broken));
        Assert.Empty(atTheEnd);
        Assert.Empty(failures);
    }
}
