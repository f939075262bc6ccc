namespace StreamVerse.Cluster.Processes;

/// <summary>How a process is to run, from one restart to the next.</summary>
/// <param name="definition">How it is started and ended.</param>
internal sealed class ChildWish(ChildDefinition definition)
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _superseded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChildDefinition Definition => definition;

    /// <summary>Ends when a process runs that was started so, or fails when the first try to start one did.</summary>
    public Task Started => _started.Task;

    /// <summary>Ends when there is another wish: no process that was started so is wanted any more.</summary>
    public Task Superseded => _superseded.Task;

    public void SetStarted() => _started.TrySetResult();

    public void SetFailed(IOException reason)
    {
        _started.TrySetException(reason);

        // Whether anybody waits for it or not.
        _ = _started.Task.Exception;
    }

    public void Supersede() => _superseded.TrySetResult();
}
