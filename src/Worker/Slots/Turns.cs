namespace StreamVerse.Worker.Slots;

/// <summary>One at a time, in the order in which they came.</summary>
internal sealed class Turns
{
    private Task _last = Task.CompletedTask;

    /// <summary>Waits until all who came before are done.</summary>
    /// <param name="cancellationToken">Gives up; those behind wait for no longer than they would have.</param>
    /// <returns>The turn, which is over when it is disposed of.</returns>
    public async Task<IDisposable> WaitAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var before = Interlocked.Exchange(ref _last, done.Task);
        try
        {
            await before.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _ = PassOnAsync(before, done);
            throw;
        }

        return new Turn(done);
    }

    private static async Task PassOnAsync(Task before, TaskCompletionSource done)
    {
        await before;
        done.SetResult();
    }

    private sealed class Turn(TaskCompletionSource done) : IDisposable
    {
        public void Dispose() => done.TrySetResult();
    }
}
