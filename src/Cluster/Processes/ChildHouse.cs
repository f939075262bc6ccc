using System.ComponentModel;
using System.Diagnostics;

namespace StreamVerse.Cluster.Processes;

/// <summary>What all processes of a cluster share.</summary>
/// <param name="folder">Where everything of it is kept.</param>
/// <param name="clock">The time.</param>
/// <param name="report">Tells people; never fails.</param>
internal sealed class ChildHouse(ClusterFolder folder, TimeProvider clock, Action<string> report) : IDisposable
{
    private readonly Launcher _launcher = new();

    public ClusterFolder Folder => folder;

    public TimeProvider Clock => clock;

    /// <summary>Tells people.</summary>
    public void Report(string line) => report(line);

    /// <exception cref="IOException">The program cannot be started.</exception>
    public async Task StartAsync(Process process, string name)
    {
        try
        {
            await _launcher.StartAsync(process);
        }
        catch (Win32Exception exception)
        {
            throw new IOException($"{name} cannot be started: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Writes down which process runs and how it is asked to end, for a supervisor that comes after this one was killed.
    /// Where that cannot be written (a full disk), people are told, and the process goes on without.
    /// </summary>
    public void Note(string name, ProcessIdentity? process, int stopSignal)
    {
        var path = PidFile.PathOf(folder, name);
        try
        {
            if (process is null)
            {
                File.Delete(path);
            }
            else
            {
                PidFile.Write(path, process, stopSignal);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report($"Which process {name} is cannot be written down: {exception.Message}");
        }
    }

    public void Dispose() => _launcher.Dispose();
}
