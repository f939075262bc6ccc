using System.Diagnostics;
using System.Globalization;
using StreamVerse.Bench.Bare;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;
using StreamVerse.Grains.Abstractions.Playback;

namespace StreamVerse.Bench.Bars;

/// <summary>Memory that live sessions take in a silo, against grains of Orleans alone that hold nothing.</summary>
internal sealed class SessionMemoryBar : IBar
{
    private const int Sessions = 20_000;
    private const int First = 1_000;
    private const int Parallel = 64;
    private const double Scale = 100_000;

    public string Id => "l";

    public string Name => "memory of sessions";

    public int Minutes => 2;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var cluster = await BenchCluster.StartAsync(silos: 1, workers: 1, cancellationToken);
        var title = await cluster.PublishAndDismissWorkersAsync(cancellationToken);
        await using var bare = await BareSilos.StartAsync(cluster.ConnectionString, silos: 1, cancellationToken);
        await using var ours = await GrainClient.ConnectAsync(cluster.ConnectionString, clusterId: null, cancellationToken);
        await using var theirs = await GrainClient.ConnectAsync(cluster.ConnectionString, BareSilos.ClusterId, cancellationToken);

        var request = new SessionRequest(Guid.Empty, Guid.Empty, title);
        var sessions = await MeasureAsync(ours.Grains, cluster.Silos[0], id => ours.Grains.GetGrain<ISessionGrain>(id).Start(request), id => ours.Grains.GetGrain<ISessionGrain>(id).Get(), cancellationToken);
        var pings = await MeasureAsync(theirs.Grains, bare.Ids[0], id => theirs.Grains.GetGrain<IPingGrain>(id).Ping(), id => theirs.Grains.GetGrain<IPingGrain>(id).Ping(), cancellationToken);
        return
        [
            new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"resident memory of 100,000 live sessions in a silo, from {Sessions:#,0}, over activations of a bare ping grain"),
                string.Create(CultureInfo.InvariantCulture, $"{sessions.BytesEach * Scale / 1e6:0} MB, {sessions.BytesEach:#,0} B a session; once deactivated ({sessions.Collecting.TotalSeconds:0.0} s) {sessions.BytesLeft:#,0} B"),
                string.Create(CultureInfo.InvariantCulture, $"{pings.BytesEach * Scale / 1e6:0} MB, {pings.BytesEach:#,0} B a grain; once deactivated {pings.BytesLeft:#,0} B"),
                sessions.BytesEach / pings.BytesEach,
                "-",
                null,
                "-"),
        ];
    }

    /// <summary>Activates grains, then lets all of them go, then calls some again.</summary>
    private static async Task<(double BytesEach, double BytesLeft, TimeSpan Collecting)> MeasureAsync(IGrainFactory grains, int silo, Func<Guid, Task> activate, Func<Guid, Task> callAgain, CancellationToken cancellationToken)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var hosts = (await management.GetHosts(onlyActive: true, cancellationToken)).Keys.ToArray();
        await ActivateAsync(First);
        await management.ForceActivationCollection(TimeSpan.Zero, cancellationToken);
        var before = await ResidentAsync();
        var ids = await ActivateAsync(Sessions);
        var alive = await management.GetTotalActivationCount(cancellationToken);
        var full = await ResidentAsync();
        var watch = Stopwatch.StartNew();
        await management.ForceActivationCollection(TimeSpan.Zero, cancellationToken);
        var collecting = watch.Elapsed;
        var left = await management.GetTotalActivationCount(cancellationToken);
        var empty = await ResidentAsync();

        // What was deactivated is as good as before.
        await System.Threading.Tasks.Parallel.ForEachAsync(ids.Take(First), AtOnce(), async (id, _) => await callAgain(id));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    {before / 1e6:0} MB before, {full / 1e6:0} MB with {Sessions:#,0} ({alive:#,0} activations in all), {empty / 1e6:0} MB once deactivated ({left:#,0} left)"));
        return ((full - before) / (double)Sessions, (empty - before) / (double)Sessions, collecting);

        async Task<IReadOnlyList<Guid>> ActivateAsync(int count)
        {
            var made = Enumerable.Range(0, count).Select(static _ => Guid.NewGuid()).ToList();
            await System.Threading.Tasks.Parallel.ForEachAsync(made, AtOnce(), async (id, _) => await activate(id));
            return made;
        }

        async Task<long> ResidentAsync()
        {
            // Twice: what had finalizers goes with the second.
            await management.ForceGarbageCollection(hosts, cancellationToken);
            await management.ForceGarbageCollection(hosts, cancellationToken);
            return await ResidentMemory.SettledOfAsync(silo, cancellationToken);
        }

        ParallelOptions AtOnce() => new() { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
    }
}
