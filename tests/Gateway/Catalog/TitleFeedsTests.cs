using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans.Configuration;
using StreamVerse.Gateway.Catalog;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Tests;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Testing;

namespace StreamVerse.Gateway.Tests.Catalog;

/// <summary>Whoever watches a title does not notice where it lives.</summary>
public sealed class TitleFeedsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly ITitleGrain _title = Substitute.For<ITitleGrain>();
    private readonly LogLines<TitleFeeds> _log = new();
    private readonly Guid _id = Guid.NewGuid();

    public TitleFeedsTests() => _grains.GetGrain<ITitleGrain>(_id, null).Returns(_title);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IEnumerable<string> Complaints => _log.Lines.Where(static line => !line.StartsWith("Debug", StringComparison.Ordinal));

    [Fact(Timeout = 120_000)]
    public async Task Watch_NothingHappensForLongerThanAGatewayWaits_GoesOnWithoutAWordAndWithFewCalls()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (polls, third) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var cluster = await GrainCluster.StartAsync(
            1,
            configure: static silo => silo.Configure<SiloMessagingOptions>(static messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10)),
            configureClient: client =>
            {
                client.Configure<ClientMessagingOptions>(static messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(0.9));
                client.AddOutgoingGrainCallFilter(call =>
                {
                    if (call.InterfaceMethod?.Name is nameof(ITitleGrain.WaitForChange) && Interlocked.Increment(ref polls) == 3)
                    {
                        third.SetResult();
                    }

                    return call.Invoke();
                });
            });
        var title = await CreateAsync(cluster);
        var feeds = Feeds(cluster.Grains, TimeProvider.System);
        var first = await title.Get();
        await using var one = feeds.WatchAsync(_id, first, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var other = feeds.WatchAsync(_id, first, cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.True(await one.MoveNextAsync());
        Assert.True(await other.MoveNextAsync());
        var (oneNext, otherNext) = (one.MoveNextAsync().AsTask(), other.MoveNextAsync().AsTask());
        var start = TimeProvider.System.GetTimestamp();

        await third.Task.WaitAsync(cancellationToken);

        Assert.True(TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(3), $"Asked three times within {TimeProvider.System.GetElapsedTime(start)}.");
        Assert.Empty(_log.Lines);
        Assert.False(oneNext.IsCompleted || otherNext.IsCompleted);
        await Eventually.HoldsAsync(() => TryFailAsync(title), "The title changes");
        Assert.True(await oneNext && await otherNext);
        Assert.Equal((TitleState.Failed, TitleState.Failed), (one.Current.State, other.Current.State));
        Assert.Empty(_log.Lines);
    }

    [Fact(Timeout = 120_000)]
    public async Task Watch_SiloOfTheTitleDies_GoesOnWhereTheTitleLivesNow()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await GrainCluster.StartAsync(2);
        var title = await CreateAsync(cluster);
        var first = await title.Get();
        await using var views = Feeds(cluster.Grains, TimeProvider.System).WatchAsync(_id, first, cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.True(await views.MoveNextAsync());
        var next = views.MoveNextAsync();

        await cluster.KillSiloOfAsync(title);
        await cluster.Silos.WaitForLivenessToStabilizeAsync(false);
        await Eventually.HoldsAsync(() => TryFailAsync(title), "The title lives elsewhere");

        // It is told of the title as it came back, and then of the change, or of both at once.
        Assert.True(await next);
        while (views.Current.State != TitleState.Failed)
        {
            Assert.True(await views.MoveNextAsync());
        }

        Assert.Equal("broken", views.Current.Error?.Code);
        Assert.True(views.Current.Revision > first.Revision);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task Watch_SiloDoesNotAnswer_IsAskedAgainInSilence()
    {
        _title.WaitForChange(1, Arg.Any<CancellationToken>()).Returns(static _ => throw new SiloUnavailableException("The silo is gone."), static _ => View(2));
        _title.WaitForChange(2, Arg.Any<CancellationToken>()).Returns(static _ => throw new TimeoutException("No answer."), static _ => (TitleView?)null, static _ => View(3));
        _title.WaitForChange(3, Arg.Any<CancellationToken>()).ThrowsAsync(Deleted());

        Assert.Equal(3, (await WatchAsync())[^1]);
        Assert.Empty(Complaints);
    }

    [Fact]
    public async Task Watch_TitleCannotBeRead_SaysSoAndGoesOn()
    {
        _title.WaitForChange(1, Arg.Any<CancellationToken>()).Returns(static _ => throw new InvalidOperationException("Unreadable."), static _ => View(2));
        _title.WaitForChange(2, Arg.Any<CancellationToken>()).ThrowsAsync(Deleted());

        Assert.Equal(2, (await WatchAsync())[^1]);
        Assert.Single(Complaints);
    }

    [Fact]
    public async Task Watch_AnOlderRevisionIsAnswered_TellsNothingTwice()
    {
        _title.WaitForChange(1, Arg.Any<CancellationToken>()).Returns(View(4));
        _title.WaitForChange(4, Arg.Any<CancellationToken>()).Returns(View(2));
        _title.WaitForChange(2, Arg.Any<CancellationToken>()).Returns(View(5));
        _title.WaitForChange(5, Arg.Any<CancellationToken>()).ThrowsAsync(Deleted());

        Assert.Equal(5, (await WatchAsync())[^1]);
    }

    [Fact]
    public async Task Watch_SiloOfAnOlderVersion_IsAskedHowTheTitleIs()
    {
        _title.WaitForChange(Arg.Any<long>(), Arg.Any<CancellationToken>()).ThrowsAsync(new TypeLoadException("Unable to resolve type alias"));
        _title.Get().Returns(static _ => View(1), static _ => View(2), static _ => View(2), static _ => throw Deleted());

        Assert.Equal(2, (await WatchAsync())[^1]);
        await _title.Received(1).WaitForChange(Arg.Any<long>(), Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Watch_SeveralListenToOneTitle_ItIsAskedOnceAndUntilTheLastLeaves()
    {
        TaskCompletionSource<TitleView?> second = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<CancellationToken> third = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _title.WaitForChange(1, Arg.Any<CancellationToken>()).Returns(second.Task);
        _title.WaitForChange(2, Arg.Any<CancellationToken>()).Returns(call =>
        {
            third.SetResult(call.Arg<CancellationToken>());
            return new TaskCompletionSource<TitleView?>().Task.WaitAsync(call.Arg<CancellationToken>());
        });
        var feeds = Feeds(_grains, _clock);
        using var oneLeaves = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var otherLeaves = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var one = feeds.WatchAsync(_id, View(1), oneLeaves.Token).GetAsyncEnumerator(oneLeaves.Token);
        await using var other = feeds.WatchAsync(_id, View(1), otherLeaves.Token).GetAsyncEnumerator(otherLeaves.Token);
        Assert.True(await one.MoveNextAsync());
        Assert.True(await other.MoveNextAsync());
        second.SetResult(View(2));
        Assert.True(await one.MoveNextAsync());
        Assert.True(await other.MoveNextAsync());
        Assert.Equal((2, 2), (one.Current.Revision, other.Current.Revision));

        var asking = await third.Task;
        var (oneNext, otherNext) = (one.MoveNextAsync().AsTask(), other.MoveNextAsync().AsTask());
        await oneLeaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => oneNext);
        Assert.False(asking.IsCancellationRequested || otherNext.IsCompleted);

        await otherLeaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => otherNext);
        Assert.True(asking.IsCancellationRequested);
        await _title.Received(1).WaitForChange(1, Arg.Any<CancellationToken>());
        await _title.Received(1).WaitForChange(2, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Watch_ListenerLeaves_IsCancelledAndNotBegunAgain()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _title.WaitForChange(1, Arg.Any<CancellationToken>()).Returns(async call =>
        {
            call.Arg<CancellationToken>().Register(ended.SetResult);
            await Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
            return null;
        });
        await using var feed = Feeds(_grains, _clock).WatchAsync(_id, View(1), leaving.Token).GetAsyncEnumerator(leaving.Token);
        Assert.True(await feed.MoveNextAsync());
        var next = feed.MoveNextAsync();
        await Eventually.HoldsAsync(() => Task.FromResult(_title.ReceivedCalls().Any()), "The title is asked");

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await ended.Task.WaitAsync(Cancellation);
        await _title.Received(1).WaitForChange(1, Arg.Any<CancellationToken>());
    }

    private TitleFeeds Feeds(IGrainFactory grains, TimeProvider clock) => new(new TitleChanges(grains, clock), clock, _log);

    private async Task<ITitleGrain> CreateAsync(GrainCluster cluster)
    {
        var title = cluster.Grains.GetGrain<ITitleGrain>(_id);
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    await title.Create(new NewTitle(Guid.NewGuid(), "Holiday", "holiday.mp4", Guid.NewGuid(), "sources/a", 1000));
                    return true;
                }
                catch (TimeoutException)
                {
                    return false;
                }
            },
            "The title is there");
        return title;
    }

    private static async Task<bool> TryFailAsync(ITitleGrain title)
    {
        try
        {
            await title.SourceFailed(new TitleError("broken", "It is broken."));
            return true;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            return false;
        }
    }

    private static DomainException Deleted() => new(ErrorKind.NotFound, "title-not-found", "Gone.");

    private static TitleView View(long revision) =>
        new("id", "Holiday", "holiday.mp4", TitleState.Uploaded, 0, null, null, null, null, null, 0, [], [], 1000, DateTimeOffset.UnixEpoch, revision, null, []);

    /// <summary>The revisions told, none twice, to the feed's end; pauses pass at once.</summary>
    private async Task<List<long>> WatchAsync()
    {
        List<long> told = [];
        var watching = Task.Run(
            async () =>
            {
                await foreach (var view in Feeds(_grains, _clock).WatchAsync(_id, View(1), Cancellation))
                {
                    told.Add(view.Revision);
                }
            },
            Cancellation);
        await Eventually.HoldsAsync(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(watching.IsCompleted);
            },
            "The feed ends");
        await watching;
        Assert.Equal(told.Distinct().Order(), told);
        return told;
    }
}
