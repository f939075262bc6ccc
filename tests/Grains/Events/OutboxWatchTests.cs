using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Events;
using StreamVerse.Storage;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>Who is woken when other silos store events.</summary>
public sealed class OutboxWatchTests : IDisposable
{
    private readonly ListedOutbox _outbox = new();
    private readonly OutboxSignal _signal = new();
    private readonly OutboxWatch _watch;

    public OutboxWatchTests() => _watch = new OutboxWatch(_outbox, _signal, Options.Create(new EventOptions()), TimeProvider.System, NullLogger<OutboxWatch>.Instance);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _watch.Dispose();

    [Fact]
    public async Task Look_BucketsHoldEvents_WakesThoseWhoReadThemByOneQuestion()
    {
        List<int> woken = [];
        _signal.Listen(3, () => woken.Add(3));
        _signal.Listen(5, () => woken.Add(5));
        _outbox.Add(5);
        _outbox.Add(7);
        await _watch.LookAsync(Cancellation);
        Assert.Equal([[3, 5]], _outbox.Questions);
        Assert.Equal([5], woken);
    }

    [Fact]
    public async Task Look_NobodyReads_AsksNothing()
    {
        Action wake = () => Assert.Fail("It has left.");
        _signal.Listen(3, wake);
        _signal.Leave(3, wake);
        _outbox.Add(3);
        await _watch.LookAsync(Cancellation);
        Assert.Empty(_outbox.Questions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Look_TheStoreFailed_WakesTheNextTime(bool isAway)
    {
        var woken = 0;
        _signal.Listen(3, () => woken++);
        _outbox.Add(3);
        _outbox.Fault = isAway ? new StoreUnavailableException("PostgreSQL", "a setting", "it is away.") : new InvalidOperationException("a fault of ours");
        await _watch.LookAsync(Cancellation);
        Assert.Equal(0, woken);
        _outbox.Fault = null;
        await _watch.LookAsync(Cancellation);
        Assert.Equal(1, woken);
    }
}
