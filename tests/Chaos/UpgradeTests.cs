using StreamVerse.Chaos.Tests.Reports;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests;

/// <summary>
/// A cluster of an older version becomes one of this version under load, as an operator does it: new programs are put on
/// the disk, then <c>cluster restart silos gateways workers</c>. Only where an older version is at hand:
/// <c>STREAMVERSE_CHAOS_OLDER</c> names a clone of the repository in which it is built.
/// </summary>
[Trait(ChaosForm.Trait, ChaosForm.Long)]
public sealed class UpgradeTests(UndisturbedTitles undisturbed)
{
    private const int SourceSeconds = 4;
    private static readonly string[] s_processes = ["Silo", "Gateway", "Worker"];

    [Fact(Timeout = 1_200_000)]
    public async Task Cluster_OfAnOlderVersion_IsUpgradedInPlaceAndNoRequestFails()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.SkipWhen(ChaosForm.Older is null, "STREAMVERSE_CHAOS_OLDER names no clone of an older version.");
        Assert.SkipWhen(ClusterServer.MissingReason is not null, ClusterServer.MissingReason ?? "");
        using TempFolder folder = new("streamverse-upgrade-");
        File.SetUnixFileMode(folder.Path, File.GetUnixFileMode(folder.Path) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var programs = folder.File("bin");
        Install([.. s_processes, "Cluster"], Path.Combine(ChaosForm.Older!, "artifacts", "bin"), programs);
        await using var cluster = new ClusterServer(folder.File("data"), programs: programs);
        await cluster.StartAsync(ChaosCluster.Silos, gateways: 2, ChaosCluster.Workers, cancellationToken);
        List<FaultResult> results = [];
        IReadOnlyList<string> atTheEnd;
        await using (var load = await ClusterLoad.StartAsync(cluster, await undisturbed.GetAsync(SourceSeconds), ChaosForm.RollingRates, cancellationToken))
        {
            results.Add(await load.ObserveAsync("none", ChaosForm.Window, cancellationToken));
            Install(s_processes, ClusterServer.Programs, programs);
            foreach (var kind in (string[])["silos", "gateways", "workers"])
            {
                results.Add(await load.ObserveAsync($"restart {kind}", ChaosForm.Window, async token => Console.WriteLine(await cluster.RunAsync(["restart", kind], token)), cancellationToken));
            }

            atTheEnd = await load.EndAsync(undisturbed.SourcePaths, cancellationToken);
        }

        ChaosFigures.Add(ChaosTable.Of("An older version becomes this one", results, atTheEnd));
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
