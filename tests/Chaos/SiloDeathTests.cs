using System.Diagnostics;
using System.Globalization;
using StreamVerse.Chaos.Tests.Faults;
using StreamVerse.Chaos.Tests.Load;
using StreamVerse.Chaos.Tests.Reports;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests;

/// <summary>
/// How soon a silo that fails is missed, seen by viewers whose sessions live on it. The load is light: what a machine that
/// is busy with everything else at once makes of it is told by the other suites.
/// </summary>
[Trait(ChaosForm.Trait, ChaosForm.Long)]
public sealed class SiloDeathTests(ChaosCluster chaos, UndisturbedTitles undisturbed)
{
    private const int Rounds = 5;
    private const int Viewers = 32;

    private static readonly TimeSpan s_betweenCalls = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_watched = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_killedLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_stoppedLimit = TimeSpan.FromSeconds(10);

    [Fact(Timeout = 600_000)]
    public async Task Silo_Killed_ItsGrainsAnswerAgainWithinTwoSecondsAndNoCallFails()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var cluster = await chaos.GetAsync();
        List<TimeSpan> again = [], slowest = [];
        foreach (var round in Enumerable.Range(0, Rounds))
        {
            await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
            var silo = (await cluster.GetStatusAsync(cancellationToken)).GetProperty("silos").EnumerateArray().ElementAt(round % ChaosCluster.Silos);
            await using var viewers = await StartViewersAsync(cluster, cancellationToken);
            await Task.Delay(s_settling, cancellationToken);
            var killedAt = Stopwatch.GetTimestamp();
            ProcessSignals.Send(silo.GetProperty("pid").GetInt32(), ProcessSignals.Kill);
            await Task.Delay(s_watched, cancellationToken);
            var calls = await viewers.EndAsync();
            Assert.All(calls, static call => Assert.True(call.Succeeded, call.Answer));
            again.Add(calls.Where(call => call.EndedAt >= killedAt).GroupBy(static call => call.Viewer).Max(viewer => Stopwatch.GetElapsedTime(killedAt, viewer.Min(static call => call.EndedAt))));
            slowest.Add(calls.Max(static call => Stopwatch.GetElapsedTime(call.BeganAt, call.EndedAt)));
        }

        ChaosFigures.Add($"## A silo is killed, {Viewers} viewers' sessions over both\n\nAll answer again after {Text(again)}; slowest call {Text(slowest)}.\n");
        Assert.InRange(again.Order().ElementAt(Rounds / 2), TimeSpan.Zero, s_killedLimit);
    }

    [Fact(Timeout = 300_000)]
    public async Task Silo_Stopped_IsOutWithinTenSeconds()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var cluster = await chaos.GetAsync();
        await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
        await Task.Delay(s_settling, cancellationToken);
        await using var rows = await ChaosCluster.OpenRowsAsync(cluster, cancellationToken);
        var dead = await rows.CountDeadSilosAsync(cancellationToken);
        var silo = (await cluster.GetStatusAsync(cancellationToken)).GetProperty("silos").EnumerateArray().Last().GetProperty("pid").GetInt32();
        ProcessSignals.Send(silo, ProcessSignals.Stop);
        var since = Stopwatch.GetTimestamp();
        TimeSpan after;
        try
        {
            while (await rows.CountDeadSilosAsync(cancellationToken) == dead)
            {
                await Task.Delay(s_betweenCalls, cancellationToken);
            }

            after = Stopwatch.GetElapsedTime(since);
        }
        finally
        {
            ProcessSignals.Send(silo, ProcessSignals.Continue);
        }

        await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
        ChaosFigures.Add($"## A silo is stopped\n\nOut of the membership after {Text([after])}.\n");
        Assert.InRange(after, TimeSpan.Zero, s_stoppedLimit);
    }

    private static string Text(IEnumerable<TimeSpan> times) => string.Join(", ", times.Select(static time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s")));

    /// <summary>Viewers of one title, half of them through each gateway.</summary>
    private async Task<SteadyViewers> StartViewersAsync(ClusterServer cluster, CancellationToken cancellationToken)
    {
        var source = (await undisturbed.GetAsync(4)).SourcePath;
        using ApiClient api = new(cluster.Gateway(1));
        var title = await api.PublishAsync(source, "Watched", cancellationToken);
        List<Uri> beats = [];
        foreach (var viewer in Enumerable.Range(0, Viewers))
        {
            var session = await api.PlayAsync(title.Id, cancellationToken);
            beats.Add(new Uri(cluster.Gateway(1 + (viewer % 2)), $"/v1/playback/sessions/{session.SessionId}/heartbeat"));
        }

        return new SteadyViewers(beats, s_betweenCalls);
    }
}
