namespace StreamVerse.Cluster.Processes;

/// <summary>Processes whose supervisor was killed. The kernel has told them to end; this sees to it that they do.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    /// <summary>Ends them, and returns when they are gone.</summary>
    /// <returns>How many there were.</returns>
    public static async Task<int> EndAsync(ClusterFolder folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = PidFile.All(folder).Select(PidFile.Read).OfType<(ProcessIdentity Process, int StopSignal)>().Where(static entry => entry.Process.IsAlive).ToList();
        foreach (var (process, stopSignal) in found)
        {
            Signals.Send(process, stopSignal);

            // One that was paused (SIGSTOP) cannot end.
            Signals.Send(process, Signals.Continue);
        }

        var since = clock.GetTimestamp();
        while (found.Any(static entry => entry.Process.IsAlive))
        {
            if (clock.GetElapsedTime(since) > s_grace)
            {
                found.ForEach(static entry => Signals.Send(entry.Process, Signals.Kill));
            }

            await Task.Delay(s_look, clock, cancellationToken);
        }

        foreach (var path in PidFile.All(folder))
        {
            File.Delete(path);
        }

        return found.Count;
    }
}
