using System.Globalization;
using System.Runtime.CompilerServices;
using StreamVerse.Cluster.Control;

namespace StreamVerse.Cluster.Programs;

/// <summary>
/// Starts processes anew, one after the other: each is told to end, started from what is on the disk by then, and must be
/// ready before the next one is touched. It stops at the first that is not, so that a bad version takes one process only.
/// </summary>
/// <param name="look">How a process is, asked now.</param>
/// <param name="patience">How long each may take to be ready.</param>
/// <param name="clock">The time.</param>
internal sealed class RollingRestart(Func<Member, CancellationToken, Task<ProcessStatus>> look, TimeSpan patience, TimeProvider clock)
{
    /// <summary>Who dies so often before it is ready will not become it.</summary>
    private const int MostDeaths = 3;

    private const string Active = "active";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    /// <summary>Does it, and tells each step.</summary>
    /// <param name="members">The processes.</param>
    /// <param name="cancellationToken">Goes no further; the process at hand is started again all the same.</param>
    public async IAsyncEnumerable<RestartStep> RunAsync(IReadOnlyList<Member> members, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var member in members)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var child = member.Child;
            yield return new RestartStep(child.Process is { } process ? $"Ending {child.Name} (process {process.Id})" : $"{child.Name} is down; starting it");
            var replaced = await ReplaceAsync(member);
            yield return replaced;
            var ready = replaced.IsFault ? replaced : await ReadyAsync(member, cancellationToken);
            if (!replaced.IsFault)
            {
                yield return ready;
            }

            if (ready.IsFault)
            {
                yield break;
            }
        }
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    private async Task<RestartStep> ReplaceAsync(Member member)
    {
        var since = clock.GetTimestamp();
        try
        {
            await member.Child.RestartAsync(member.Define());
            return new RestartStep($"{member.Child.Name} has ended and runs anew after {Seconds(clock.GetElapsedTime(since))} (process {member.Child.Process?.Id})");
        }
        catch (IOException exception)
        {
            return new RestartStep(exception.Message, IsFault: true);
        }
    }

    private async Task<RestartStep> ReadyAsync(Member member, CancellationToken cancellationToken)
    {
        var (child, since) = (member.Child, clock.GetTimestamp());
        var restarts = child.Restarts;
        ProcessStatus status;
        while (!IsReady(status = await look(member, cancellationToken)))
        {
            if (child.Restarts - restarts >= MostDeaths || clock.GetElapsedTime(since) > patience)
            {
                var reason = status.Faults is [var fault, ..] ? fault : "it says no reason.";
                return new RestartStep($"{child.Name} is {status.State} {Seconds(clock.GetElapsedTime(since))} after its start, has died {child.Restarts - restarts} times, and nothing more is restarted: {reason} Its log is logs/{child.Name}.log in the data folder.", IsFault: true);
            }

            await Task.Delay(s_look, clock, cancellationToken);
        }

        return new RestartStep($"{child.Name} is ready after {Seconds(clock.GetElapsedTime(since))}");
    }

    /// <summary>A silo must also be one to the others, or they would be left alone with the next one's grains.</summary>
    private static bool IsReady(ProcessStatus status) => status.State == MemberHealth.Ready && status is not SiloStatusEntry { Membership: not Active };
}
