namespace StreamVerse.Cluster.Stores;

/// <summary>Lets a store start for a while, and not for ever: who starts a cluster is told rather than left to wait.</summary>
internal static class StartLimit
{
    /// <summary>Starts a store.</summary>
    /// <param name="patience">How long it may take.</param>
    /// <param name="fault">Says after that time what it has not done within it (handed in words), and where its log is.</param>
    /// <param name="start">Starts it. Whoever sees that it makes progress may put the end off.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">It has not started within its time.</exception>
    public static async Task KeepAsync(TimeSpan patience, Func<string, string> fault, Func<CancellationTokenSource, Task> start, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await start(limit);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException(fault($"within {patience.TotalSeconds:0} s"));
        }
    }
}
