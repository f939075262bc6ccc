using StreamVerse.Chaos.Tests.Reports;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests;

/// <summary>
/// A cluster of an older version becomes one of this version under load, and one of the older version again, as an operator
/// does it: other programs are put on the disk, then <c>cluster restart silos gateways workers</c>, and back the other way
/// round. Only where an older version is at hand: <c>STREAMVERSE_CHAOS_OLDER</c> names a clone of the repository in which it
/// is built. It must be one that accepts newer tables (from <c>0006_additive_scripts.sql</c> on).
/// </summary>
[Trait(ChaosForm.Trait, ChaosForm.Long)]
public sealed class UpgradeTests(UndisturbedTitles undisturbed)
{
    private const int SourceSeconds = 4;
    private static readonly string[] s_processes = ["Silo", "Gateway", "Worker"];

    /// <summary>
    /// Callees before callers: nobody calls what is not there yet. Gateways give no work to workers that speak an older
    /// protocol, which are not ready then: so these are replaced right after them, also on the way back, and jobs wait meanwhile.
    /// </summary>
    private static readonly string[][] s_order = [["silos"], ["gateways", "workers"]];

    [Fact(Timeout = 1_200_000)]
    public async Task Cluster_OfAnOlderVersion_IsUpgradedInPlaceAndBackAndNoRequestFails()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.SkipWhen(ChaosForm.Older is null, "STREAMVERSE_CHAOS_OLDER names no clone of an older version.");
        Assert.SkipWhen(ClusterServer.MissingReason is not null, ClusterServer.MissingReason ?? "");
        using TempFolder folder = new("streamverse-upgrade-");
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var programs = folder.File("bin");
        var older = Path.Combine(ChaosForm.Older!, "artifacts", "bin");
        Install([.. s_processes, "Cluster"], older, programs);
        await using var cluster = new ClusterServer(folder.File("data"), programs: programs);
        await cluster.StartAsync(ChaosCluster.Silos, gateways: 2, ChaosCluster.Workers, cancellationToken);
        List<FaultResult> results = [];
        IReadOnlyList<string> atTheEnd;
        await using (var load = await ClusterLoad.StartAsync(cluster, await undisturbed.GetAsync(SourceSeconds), ChaosForm.RollingRates, cancellationToken))
        {
            results.Add(await load.ObserveAsync("none", ChaosForm.Window, cancellationToken));
            Install(s_processes, ClusterServer.Programs, programs);
            await RestartAsync("new", s_order);
            Install(s_processes, older, programs);
            await RestartAsync("old", s_order.Reverse());

            atTheEnd = await load.EndAsync(undisturbed.SourcePaths, cancellationToken);

            async Task RestartAsync(string version, IEnumerable<string[]> steps)
            {
                foreach (var kinds in steps)
                {
                    results.Add(await load.ObserveAsync($"{version} {string.Join(", ", kinds)}", ChaosForm.Window, async token => Console.WriteLine(await cluster.RunAsync(["restart", .. kinds], token)), cancellationToken));
                }
            }
        }

        ChaosFigures.Add(ChaosTable.Of("An older version becomes this one, and is taken back", results, atTheEnd));
        Assert.Empty(results.SelectMany(static result => result.Broken));
        Assert.Empty(atTheEnd);
        Assert.Empty(results.SelectMany(static result => result.Load.Failures));
    }

    /// <summary>Puts a version's programs where the cluster has its own.</summary>
    private static void Install(IEnumerable<string> names, string from, string to)
    {
        foreach (var program in names)
        {
            var (source, target) = (Path.Combine(from, $"StreamVerse.{program}", ClusterServer.Configuration), Path.Combine(to, $"StreamVerse.{program}", ClusterServer.Configuration));
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(target, Path.GetRelativePath(source, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }
        }
    }
}
