using System.Collections.Immutable;

namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>Tells this process' readers of the outbox that a bucket holds events. A hint, no more: whoever misses one finds them later.</summary>
public sealed class OutboxSignal
{
    private ImmutableList<(int Bucket, Action Wake)> _readers = [];

    /// <summary>The buckets that are read by this process.</summary>
    public IReadOnlyCollection<int> Buckets => _readers.Select(static reader => reader.Bucket).ToHashSet();

    /// <summary>Asks to be told of events.</summary>
    /// <param name="bucket">The bucket that they are in, of <see cref="IOutbox.Buckets"/>.</param>
    /// <param name="wake">Called with every hint, by any thread. Must be quick and must not throw.</param>
    public void Listen(int bucket, Action wake) => ImmutableInterlocked.Update(ref _readers, static (readers, added) => readers.Add(added), (bucket, wake));

    /// <summary>Takes <see cref="Listen"/> back.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="wake">What was given there.</param>
    public void Leave(int bucket, Action wake) => ImmutableInterlocked.Update(ref _readers, static (readers, gone) => readers.Remove(gone), (bucket, wake));

    /// <summary>Tells of events.</summary>
    /// <param name="bucket">The bucket that they are in.</param>
    public void Raise(int bucket)
    {
        foreach (var (read, wake) in _readers)
        {
            if (read == bucket)
            {
                wake();
            }
        }
    }
}
