using System.Globalization;
using StreamVerse.Cluster.Control;
using StreamVerse.Cluster.Processes;
using StreamVerse.Hosting;

namespace StreamVerse.Cluster;

/// <summary><c>down</c>: ends a cluster, also what is left of one whose supervisor was killed.</summary>
/// <param name="folder">The cluster's.</param>
/// <param name="say">Tells people.</param>
/// <param name="clock">The time.</param>
internal sealed class DownCommand(ClusterFolder folder, Action<string> say, TimeProvider clock)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_answer = TimeSpan.FromSeconds(15);

    /// <summary>A cluster that answers nobody any more says slowly how it is, and can be ended all the same.</summary>
    private static readonly TimeSpan s_status = TimeSpan.FromSeconds(4);

    private ProcessIdentity? _supervisor;
    private bool _isAsked;

    /// <summary>How long it waits: twice what workers, gateways, silos and stores may take one after the other.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How often it says that it still waits.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Does it, and returns when nothing of the cluster runs any more.</summary>
    /// <exception cref="IOException">The supervisor cannot end it, or has not within its time.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.RunPath))
        {
            say($"Nothing runs on {folder.Path}.");
            return ExitCodes.Ok;
        }

        await AskAsync(cancellationToken);

        // While a supervisor holds the folder, it ends its processes in their order, and nobody else may touch them.
        using var hold = folder.TryHold();
        if (hold is null)
        {
            say(_isAsked ? $"Ending the cluster on {folder.Path}{Supervisor}" : $"The cluster on {folder.Path} is ending already; waiting for that.");
        }

        using var free = hold ?? await WaitAsync(cancellationToken);
        while (_supervisor is { IsAlive: true })
        {
            // It has let go of the folder, which is the last that it does.
            await Task.Delay(s_look, clock, cancellationToken);
        }

        var ended = free is null ? 0 : await Leftovers.EndAsync(folder, clock, cancellationToken);
        say(ended > 0 ? $"{ended} processes that had lost their supervisor are ended."
            : hold is null || _isAsked ? $"The cluster on {folder.Path} has ended."
            : $"Nothing runs on {folder.Path}.");
        return ExitCodes.Ok;
    }

    private string Supervisor => _supervisor is null ? "" : string.Create(CultureInfo.InvariantCulture, $" (process {_supervisor.Id})");

    /// <summary>Waits until the supervisor is gone.</summary>
    /// <returns>The folder, held; <see langword="null"/> where the next supervisor has it by now.</returns>
    private async Task<IDisposable?> WaitAsync(CancellationToken cancellationToken)
    {
        var (since, told) = (clock.GetTimestamp(), TimeSpan.Zero);
        while (true)
        {
            var isGone = _supervisor is { IsAlive: false };
            if (folder.TryHold() is { } hold)
            {
                return hold;
            }

            if (isGone)
            {
                return null;
            }

            var waited = clock.GetElapsedTime(since);
            if (waited > Patience)
            {
                throw new IOException($"the cluster on {folder.Path} has not ended within {Patience.TotalMinutes:0} minutes{Supervisor}; {StillThere()}. What its supervisor has printed may say why.");
            }

            if (waited - told > Pace)
            {
                told = waited;
                say(string.Create(CultureInfo.InvariantCulture, $"Still ending after {waited.TotalSeconds:0} s: {StillThere()}"));
            }

            await Task.Delay(s_look, clock, cancellationToken);
            if (!_isAsked)
            {
                // It was not ending but starting, and could not be asked yet.
                await AskAsync(cancellationToken);
            }
        }
    }

    private string StillThere() => PidFile.Alive(folder) is { Count: > 0 } names ? string.Join(", ", names) : "only the supervisor is there";

    /// <summary>Asks the supervisor to end the cluster, if one answers.</summary>
    private async Task AskAsync(CancellationToken cancellationToken)
    {
        using var client = new ControlClient(folder);
        try
        {
            _supervisor = await FindAsync(client, cancellationToken) ?? _supervisor;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_answer);
            await client.DownAsync(limit.Token);
            _isAsked = true;
        }
        catch (NoSupervisorException)
        {
            // Whether one is there all the same is seen by who holds the folder.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // One that hangs.
        }
    }

    /// <summary>Which process it is; <see langword="null"/> where it answers and cannot say, or not soon.</summary>
    private static async Task<ProcessIdentity?> FindAsync(ControlClient client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_status);
        try
        {
            return ProcessIdentity.Of((await client.GetStatusAsync(limit.Token)).Pid);
        }
        catch (Exception exception) when (exception is IOException and not NoSupervisorException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
