using System.Net;
using StreamVerse.Cluster.Control;
using StreamVerse.Cluster.Processes;
using StreamVerse.Cluster.Programs;
using StreamVerse.Cluster.Stores;
using StreamVerse.Hosting;
using StreamVerse.Hosting.Ports;

namespace StreamVerse.Cluster;

/// <summary><c>up</c>: starts a cluster and looks after it until it is told to end.</summary>
internal static class UpCommand
{
    public static async Task<int> RunAsync(ClusterSettings settings, string dataPath, Action<string> say, CancellationToken cancellationToken)
    {
        ProgramFiles.Require();
        var folder = new ClusterFolder(dataPath);
        using var hold = folder.Hold();
        if (await Leftovers.EndAsync(folder, TimeProvider.System, cancellationToken) is > 0 and var ended)
        {
            say($"{ended} processes of an earlier cluster were still there; they are ended.");
        }

        for (var gateway = 0; gateway < settings.Gateways; gateway++)
        {
            PortGuard.ThrowIfInUse(new ListenPort("--port", new IPEndPoint(IPAddress.Loopback, settings.Port + gateway)));
        }

        var portFile = folder.File("ports.json");
        var ports = PortPlan.OpenOrCreate(portFile);
        StorePorts.ThrowIfInUse(ports, portFile);
        using var signals = new EndSignals(say);
        await using var supervisor = new ClusterSupervisor(settings, folder, ports, say);
        await using var control = await ControlServer.StartAsync(supervisor, folder.Socket, say, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, signals.Wanted, control.Lifetime.ApplicationStopping);
        try
        {
            await supervisor.StartAsync(stop.Token);
            say($"The cluster is ready at http://127.0.0.1:{settings.Port} (data in {folder.Path}; look at it with './streamverse cluster status --data {folder.Path}'; Ctrl-C ends it)");
            await Task.Delay(Timeout.Infinite, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            say("Ending the cluster");
        }
        finally
        {
            // Before the control server: whoever asks meanwhile is told that it is ending.
            await supervisor.EndAsync();
        }

        return ExitCodes.Ok;
    }
}
