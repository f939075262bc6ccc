using StreamVerse.Cluster.Control;
using StreamVerse.Cluster.Processes;
using StreamVerse.Hosting;

namespace StreamVerse.Cluster;

/// <summary><c>down</c>: ends a cluster, also what is left of one whose supervisor was killed.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string dataPath, CancellationToken cancellationToken)
    {
        var folder = new ClusterFolder(dataPath);
        if (await FindSupervisorAsync(folder, cancellationToken) is { } supervisor)
        {
            Console.WriteLine($"Ending the cluster on {folder.Path} (process {supervisor.Id})");
            while (supervisor.IsAlive)
            {
                await Task.Delay(s_look, cancellationToken);
            }

            return ExitCodes.Ok;
        }

        var ended = await Leftovers.EndAsync(folder, TimeProvider.System, cancellationToken);
        Console.WriteLine(ended == 0 ? $"Nothing runs on {folder.Path}." : $"{ended} processes that had lost their supervisor are ended.");
        return ExitCodes.Ok;
    }

    private static async Task<ProcessIdentity?> FindSupervisorAsync(ClusterFolder folder, CancellationToken cancellationToken)
    {
        using var client = new ControlClient(folder);
        try
        {
            var supervisor = ProcessIdentity.Of((await client.GetStatusAsync(cancellationToken)).Pid);
            await client.DownAsync(cancellationToken);
            return supervisor;
        }
        catch (IOException)
        {
            // None answers; whether anything runs is seen by the caller.
            return null;
        }
    }
}
