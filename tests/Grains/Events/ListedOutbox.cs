using System.Text.Json;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>An outbox in memory that remembers what it was asked.</summary>
internal sealed class ListedOutbox : IOutbox
{
    private readonly List<(int Bucket, OutboxEntry Entry)> _entries = [];

    public int Buckets => 16;

    public List<int> Reads { get; } = [];

    public List<int[]> Questions { get; } = [];

    public List<Guid> Marked { get; } = [];

    /// <summary>What a question for buckets fails with.</summary>
    public Exception? Fault { get; set; }

    public DomainEvent Add(int bucket)
    {
        DomainEvent added = new(Guid.NewGuid(), "titles", "title.created", DateTimeOffset.UnixEpoch, JsonSerializer.SerializeToElement(new { }));
        _entries.Add((bucket, new OutboxEntry("titles", $"title-{_entries.Count}", _entries.Count, added)));
        return added;
    }

    public Task<IReadOnlyList<OutboxEntry>> ReadUnpublishedAsync(int bucket, int max, CancellationToken cancellationToken)
    {
        Reads.Add(bucket);
        return Task.FromResult<IReadOnlyList<OutboxEntry>>(
            [.. _entries.Where(entry => entry.Bucket == bucket && !Marked.Contains(entry.Entry.Event.Id)).Select(entry => entry.Entry).Take(max)]);
    }

    public Task<IReadOnlyList<int>> ListWaitingAsync(IReadOnlyCollection<int> buckets, CancellationToken cancellationToken)
    {
        Questions.Add([.. buckets.Order()]);
        return Fault is { } fault
            ? Task.FromException<IReadOnlyList<int>>(fault)
            : Task.FromResult<IReadOnlyList<int>>([.. buckets.Where(bucket => _entries.Any(entry => entry.Bucket == bucket && !Marked.Contains(entry.Entry.Event.Id)))]);
    }

    public Task MarkPublishedAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        Marked.AddRange(ids);
        return Task.CompletedTask;
    }

    public Task<OutboxLag> MeasureLagAsync(CancellationToken cancellationToken) => throw new NotSupportedException("A reader does not measure.");

    public Task<int> PurgePublishedAsync(DateTimeOffset storedBefore, int max, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A reader does not purge.");
}
