using Microsoft.Extensions.Time.Testing;
using StreamVerse.Gateway.Uploads;

namespace StreamVerse.Gateway.Tests.Uploads;

/// <summary>Of the connections of one upload, the newest has it, whatever the order they come in.</summary>
public sealed class ActiveUploadsTests
{
    private readonly Guid _upload = Guid.NewGuid();
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enter_OldConnectionHangs_IsEndedAndWaitedFor()
    {
        ActiveUploads active = new(_clock);
        var old = await active.EnterAsync(_upload, Cancellation);
        var entering = active.EnterAsync(_upload, Cancellation);
        Assert.True(old.Ended.IsCancellationRequested);
        Assert.False(entering.IsCompleted);
        old.Dispose();
        using var now = await entering;
        Assert.False(now.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Enter_OldConnectionNeverLeaves_GoesOnAfterAWhile()
    {
        ActiveUploads active = new(_clock);
        using var old = await active.EnterAsync(_upload, Cancellation);
        var entering = active.EnterAsync(_upload, Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(3));
        using var now = await entering;
        Assert.False(now.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Enter_ManyAtOnce_OneIsLeft()
    {
        ActiveUploads active = new(_clock);
        using Barrier barrier = new(8);
        var connections = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            async () =>
            {
                barrier.SignalAndWait();
                try
                {
                    var connection = await active.EnterAsync(_upload, Cancellation);

                    // As a request does: it goes on until it is ended.
                    connection.Ended.Register(connection.Dispose);
                    return connection;
                }
                catch (TusException exception) when (exception.Status == 423)
                {
                    return null;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
        Assert.Single(connections, connection => connection is { Ended.IsCancellationRequested: false });
    }

    [Fact]
    public async Task Enter_OvertakenWhileItWaits_IsRefused()
    {
        ActiveUploads active = new(_clock);
        using var hanging = await active.EnterAsync(_upload, Cancellation);
        var second = active.EnterAsync(_upload, Cancellation);
        var third = active.EnterAsync(_upload, Cancellation);
        hanging.Dispose();
        Assert.Equal(423, (await Assert.ThrowsAsync<TusException>(() => second)).Status);
        using var newest = await third;
        Assert.False(newest.Ended.IsCancellationRequested);
    }

    [Fact]
    public async Task Enter_OtherUpload_DisturbsNobody()
    {
        ActiveUploads active = new(_clock);
        using var one = await active.EnterAsync(_upload, Cancellation);
        using var other = await active.EnterAsync(Guid.NewGuid(), Cancellation);
        Assert.False(one.Ended.IsCancellationRequested);
    }
}
