using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Grains.Events;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>When a reader looks into its bucket, and how long it keeps its agent waiting.</summary>
public sealed class OutboxReceiverTests : IDisposable
{
    private const int Bucket = 3;

    private readonly FakeTimeProvider _clock = new();
    private readonly ListedOutbox _outbox = new();
    private readonly OutboxSignal _signal = new();
    private readonly EventOptions _options = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly OutboxReceiver _receiver;

    public OutboxReceiverTests() => _receiver = new OutboxReceiver(
        Bucket, _outbox, _signal, ActivatorUtilities.CreateInstance<EventMetrics>(_services, _clock), Options.Create(_options), _clock, NullLogger<OutboxReceiver>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task GetQueueMessages_First_LooksAtOnce()
    {
        await BeginAsync();
        Assert.Equal([Bucket], _outbox.Reads);
    }

    [Fact]
    public async Task GetQueueMessages_NothingUnderWay_WaitsForThePoll()
    {
        await BeginAsync();
        var answer = _receiver.GetQueueMessagesAsync(10, Cancellation);
        _clock.Advance(_options.PollInterval - TimeSpan.FromMilliseconds(1));
        Assert.False(answer.IsCompleted);
        var stored = _outbox.Add(Bucket);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([stored.Id], Ids(await answer));
        Assert.Equal(2, _outbox.Reads.Count);
    }

    [Fact]
    public async Task GetQueueMessages_AnEventIsStoredHere_AnswersWithoutAPoll()
    {
        await BeginAsync();
        var answer = _receiver.GetQueueMessagesAsync(10, Cancellation);
        _signal.Raise(Bucket + 1);
        Assert.False(answer.IsCompleted);
        var stored = _outbox.Add(Bucket);
        _signal.Raise(Bucket);
        Assert.Equal([stored.Id], Ids(await answer));
    }

    [Fact]
    public async Task GetQueueMessages_AnEventWasStoredBetweenTwoCalls_LooksAtOnce()
    {
        await BeginAsync();
        var stored = _outbox.Add(Bucket);
        _signal.Raise(Bucket);
        Assert.Equal([stored.Id], Ids(await _receiver.GetQueueMessagesAsync(10, Cancellation)));
    }

    [Fact]
    public async Task GetQueueMessages_EventsAreUnderWay_AnswersAtOnceSoThatTheyCanBeMarked()
    {
        var stored = _outbox.Add(Bucket);
        await _receiver.Initialize(TimeSpan.Zero);
        var batches = await _receiver.GetQueueMessagesAsync(10, Cancellation);
        Assert.Equal([stored.Id], Ids(batches));
        Assert.Empty(await _receiver.GetQueueMessagesAsync(10, Cancellation));
        await _receiver.MessagesDeliveredAsync(batches, Cancellation);
        Assert.Equal([stored.Id], _outbox.Marked);
        Assert.Single(_outbox.Reads);
        Assert.False(_receiver.GetQueueMessagesAsync(10, Cancellation).IsCompleted);
    }

    [Fact]
    public async Task GetQueueMessages_AsManyAsWereAskedFor_LooksForMoreAtOnce()
    {
        var stored = Enumerable.Range(0, 3).Select(_ => _outbox.Add(Bucket).Id).ToList();
        await _receiver.Initialize(TimeSpan.Zero);
        Assert.Equal(stored[..2], Ids(await _receiver.GetQueueMessagesAsync(2, Cancellation)));
        Assert.Equal(stored[2..], Ids(await _receiver.GetQueueMessagesAsync(2, Cancellation)));
    }

    [Fact]
    public async Task GetQueueMessages_TheAgentEnds_AnswersWithNothing()
    {
        await BeginAsync();
        using CancellationTokenSource ending = new();
        var answer = _receiver.GetQueueMessagesAsync(10, ending.Token);
        await ending.CancelAsync();
        Assert.Empty(await answer);
        Assert.Single(_outbox.Reads);
    }

    [Fact]
    public async Task Shutdown_Always_ListensNoMore()
    {
        await BeginAsync();
        await _receiver.Shutdown(TimeSpan.Zero);
        _signal.Raise(Bucket);
        Assert.False(_receiver.GetQueueMessagesAsync(10, Cancellation).IsCompleted);
    }

    private static IEnumerable<Guid> Ids(IEnumerable<Orleans.Streams.IBatchContainer> batches) => batches.Cast<EventBatch>().Select(batch => batch.Event.Id);

    /// <summary>Begins, and has the first look, which finds nothing.</summary>
    private async Task BeginAsync()
    {
        await _receiver.Initialize(TimeSpan.Zero);
        Assert.Empty(await _receiver.GetQueueMessagesAsync(10, Cancellation));
    }

    /// <summary>An outbox in memory that remembers what it was asked.</summary>
    private sealed class ListedOutbox : IOutbox
    {
        private readonly List<(int Bucket, OutboxEntry Entry)> _entries = [];

        public int Buckets => 16;

        public List<int> Reads { get; } = [];

        public List<Guid> Marked { get; } = [];

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

        public Task MarkPublishedAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        {
            Marked.AddRange(ids);
            return Task.CompletedTask;
        }

        public Task<OutboxLag> MeasureLagAsync(CancellationToken cancellationToken) => throw new NotSupportedException("A reader does not measure.");

        public Task<int> PurgePublishedAsync(DateTimeOffset storedBefore, int max, CancellationToken cancellationToken) =>
            throw new NotSupportedException("A reader does not purge.");
    }
}
