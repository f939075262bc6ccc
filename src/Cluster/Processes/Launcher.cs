using System.Collections.Concurrent;
using System.Diagnostics;

namespace StreamVerse.Cluster.Processes;

/// <summary>
/// Starts processes on one thread that lives as long as this object: the kernel takes the end of the thread that started a
/// process for its parent's death, and threads of the pool come and go.
/// </summary>
internal sealed class Launcher : IDisposable
{
    private readonly BlockingCollection<Action> _starts = [];

    public Launcher()
    {
        new Thread(Work) { IsBackground = true, Name = "Launcher" }.Start();
    }

    public Task StartAsync(Process process)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                process.Start();
                started.SetResult();
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    public void Dispose() => _starts.CompleteAdding();

    private void Work()
    {
        foreach (var start in _starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
