using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Slots;

/// <summary>How much memory the slots of this worker may use together, and how much they do.</summary>
internal sealed class MemoryBudget(IOptions<WorkerOptions> options)
{
    private readonly long _total = options.Value.MemoryBytes;
    private readonly Turns _turns = new();
    private long _used;

    /// <summary>
    /// Memory for one more item, in bytes; <see langword="null"/> while nothing is done: whoever has nothing else to do may
    /// try anything. Holds until the turn in which it was read is over.
    /// </summary>
    public long? Free => Interlocked.Read(ref _used) is > 0 and var used ? Math.Max(0, _total - used) : null;

    /// <summary>
    /// Waits for a slot's turn to ask for an item: what is free would be promised to each of several that ask at once, and
    /// they could take it all.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The turn; to be disposed of when the item's memory is taken, or there is none.</returns>
    public Task<IDisposable> WaitForTurnAsync(CancellationToken cancellationToken) => _turns.WaitAsync(cancellationToken);

    /// <summary>Takes what an item needs, until the answer is disposed of.</summary>
    public IDisposable Take(WorkItem item)
    {
        var bytes = WorkCost.MemoryBytes(item);
        Interlocked.Add(ref _used, bytes);
        return new Share(this, bytes);
    }

    private sealed class Share(MemoryBudget budget, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public void Dispose() => Interlocked.Add(ref budget._used, -Interlocked.Exchange(ref _bytes, 0));
    }
}
