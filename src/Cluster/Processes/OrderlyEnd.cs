namespace StreamVerse.Cluster.Processes;

/// <summary>Ends groups of what runs, one group after the other, whatever becomes of the one before.</summary>
/// <param name="report">Tells people.</param>
internal sealed class OrderlyEnd(Action<string> report)
{
    /// <summary>Ends all of a group at once, and returns when each has ended or failed to. Never fails.</summary>
    /// <param name="name">The group's, for people.</param>
    /// <param name="group">Who is in it.</param>
    public async Task EndAsync(string name, IReadOnlyList<IAsyncDisposable> group)
    {
        if (group.Count == 0)
        {
            return;
        }

        report($"Ending {name}");
        var ending = Task.WhenAll(group.Select(static async one => await one.DisposeAsync()));
        await ending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var fault in ending.Exception?.InnerExceptions ?? [])
        {
            report($"Not all of {name} could be ended as they should: {fault.Message}");
        }
    }
}
