using System.Collections.Concurrent;
using System.Diagnostics;

namespace StreamVerse.Encoding.Processes;

/// <summary>
/// Starts processes from one thread that lives as long as the host. Linux sends the parent-death signal when the starting
/// <em>thread</em> ends, so a process started from the thread pool would die with a retired pool thread.
/// </summary>
internal sealed class ProcessLauncher : IDisposable
{
    private readonly BlockingCollection<Start> _starts = [];
    private readonly Thread _thread;

    public ProcessLauncher()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "ffmpeg launcher" };
        _thread.Start();
    }

    /// <summary>Starts a process.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">The program cannot be started.</exception>
    public Task<Process> StartAsync(ProcessStartInfo info)
    {
        var start = new Start(info, new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously));
        _starts.Add(start);
        return start.Started.Task;
    }

    /// <summary>Ends the thread and with it every process still running.</summary>
    public void Dispose()
    {
        _starts.CompleteAdding();
        _thread.Join();
        _starts.Dispose();
    }

    private void Work()
    {
        foreach (var start in _starts.GetConsumingEnumerable())
        {
            var process = new Process { StartInfo = start.Info };
            try
            {
                process.Start();
                start.Started.SetResult(process);
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
            {
                process.Dispose();
                start.Started.SetException(exception);
            }
        }
    }

    private sealed record Start(ProcessStartInfo Info, TaskCompletionSource<Process> Started);
}
