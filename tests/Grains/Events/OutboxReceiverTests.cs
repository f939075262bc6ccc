using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StreamVerse.Grains.Events;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>When a reader looks into its bucket, and how long it keeps its agent waiting.</summary>
public sealed class OutboxReceiverTests : IDisposable
{
    private const int Bucket = 3;

    private readonly ListedOutbox _outbox = new();
    private readonly OutboxSignal _signal = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly OutboxReceiver _receiver;

    public OutboxReceiverTests() => _receiver = new OutboxReceiver(
        Bucket, _outbox, _signal, ActivatorUtilities.CreateInstance<EventMetrics>(_services, TimeProvider.System), NullLogger<OutboxReceiver>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task GetQueueMessages_First_LooksAtOnce()
    {
        await BeginAsync();
        Assert.Equal([Bucket], _outbox.Reads);
    }

    [Fact]
    public async Task GetQueueMessages_NothingUnderWay_WaitsUntilTheBucketIsSaidToHoldSomething()
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
    public async Task GetQueueMessages_SaidSoBetweenTwoCalls_LooksAtOnce()
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
}
