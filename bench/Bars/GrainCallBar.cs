using System.Globalization;
using StreamVerse.Bench.Bare;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;
using StreamVerse.Bench.Servers;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Playback;

namespace StreamVerse.Bench.Bars;

/// <summary>Calls of our grains a second by an Orleans client, against a grain of Orleans alone that does nothing; and the same through the gateway.</summary>
internal sealed class GrainCallBar : IBar
{
    private const double Least = 0.8;
    private const int Callers = 64;
    private const int Silos = 2;

    public string Id => "g";

    public string Name => "grain calls";

    public int Minutes => 5;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var cluster = await BenchCluster.StartAsync(Silos, workers: 1, cancellationToken);
        var title = await cluster.PublishAndDismissWorkersAsync(cancellationToken);
        await using var bare = await BareSilos.StartAsync(cluster.ConnectionString, Silos, cancellationToken);
        await using var ours = await GrainClient.ConnectAsync(cluster.ConnectionString, clusterId: null, cancellationToken);
        await using var theirs = await GrainClient.ConnectAsync(cluster.ConnectionString, BareSilos.ClusterId, cancellationToken);

        var bareGrains = Enumerable.Range(0, Callers).Select(_ => theirs.Grains.GetGrain<IPingGrain>(Guid.NewGuid())).ToList();
        var pings = new LoadedSilos(bare.Ids, [.. bareGrains.Select(static grain => (Func<Task>)grain.Ping)]);
        var grants = new LoadedSilos(bare.Ids, [.. bareGrains.Select(static grain => (Func<Task>)grain.Grant)]);
        var titles = (await TitleCopies.MakeAsync(cluster.ConnectionString, title, Callers, cancellationToken)).Select(id => ours.Grains.GetGrain<ITitleGrain>(id)).ToList();
        var seen = await Task.WhenAll(titles.Select(static async grain => (Grain: grain, (await grain.Get()).Revision)));
        var sessions = await StartSessionsAsync(ours.Grains, title);
        await pings.WarmUpAsync();
        return
        [
            await CompareAsync("a session's grant, read", new LoadedSilos(cluster.Silos, [.. sessions.Select(static grain => (Func<Task>)grain.Get)]), pings, options, cancellationToken),
            await CompareAsync("the same grant, answered by a bare grain", grants, pings, options, cancellationToken) with { Bar = "-", IsMet = null },
            await CompareAsync("a title's view, asked for again, as gateways do", new LoadedSilos(cluster.Silos, [.. seen.Select(static title => (Func<Task>)(() => title.Grain.GetIfChanged(title.Revision)))]), pings, options, cancellationToken),
            await CompareAsync("a title's whole view, read for the first time", new LoadedSilos(cluster.Silos, [.. titles.Select(static grain => (Func<Task>)grain.Get)]), pings, options, cancellationToken) with { Bar = "-", IsMet = null },
            await ThroughGatewayAsync(cluster, title, options, cancellationToken),
        ];
    }

    private static async Task<IReadOnlyList<ISessionGrain>> StartSessionsAsync(IGrainFactory grains, Guid title)
    {
        var sessions = Enumerable.Range(0, Callers).Select(_ => grains.GetGrain<ISessionGrain>(Guid.NewGuid())).ToList();
        await Task.WhenAll(sessions.Select(session => session.Start(new SessionRequest(Guid.Empty, Guid.Empty, title))));
        return sessions;
    }

    private async Task<BarRow> CompareAsync(string what, LoadedSilos ours, LoadedSilos theirs, BenchOptions options, CancellationToken cancellationToken)
    {
        await ours.WarmUpAsync();
        var comparison = await Alternation.CompareAsync(options.Rounds, () => ours.MeasureAsync(options.LoadTime), () => theirs.MeasureAsync(options.LoadTime));
        var (ourBytes, theirBytes) = (await ours.MeasureAllocationsAsync(options.LoadTime, cancellationToken), await theirs.MeasureAllocationsAsync(options.LoadTime, cancellationToken));
        return new BarRow(
            Id,
            string.Create(CultureInfo.InvariantCulture, $"grain calls: {what}, {Callers} grains on {Silos} silos at once, over a bare ping grain"),
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:#,0}/s, {ours.Cost}"),
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:#,0}/s, {theirs.Cost}"),
            comparison.Ratio,
            string.Create(CultureInfo.InvariantCulture, $">= {Least}"),
            comparison.Ratio >= Least,
            string.Create(CultureInfo.InvariantCulture, $"{ourBytes:#,0} B a call (theirs {theirBytes:#,0})"));
    }

    private async Task<BarRow> ThroughGatewayAsync(BenchCluster cluster, Guid title, BenchOptions options, CancellationToken cancellationToken)
    {
        var gateway = new LoadedServer(cluster.Gateways[0], new Uri(cluster.Address, $"/v1/titles/{title:N}"), gzip: false);
        await gateway.WarmUpAsync(cancellationToken);
        var rates = new List<double>();
        for (var round = 0; round < options.Rounds; round++)
        {
            rates.Add(await gateway.MeasureAsync(options.LoadTime, cancellationToken));
        }

        var bytes = await gateway.MeasureAllocationsAsync(options.LoadTime, cancellationToken);
        return new BarRow(
            Id,
            "the same title's view through the gateway's HTTP, 32 connections",
            string.Create(CultureInfo.InvariantCulture, $"{Alternation.Median(rates):#,0}/s, {gateway.Cost} in the gateway"),
            "-",
            null,
            "-",
            null,
            string.Create(CultureInfo.InvariantCulture, $"{bytes:#,0} B a request in the gateway"));
    }
}
