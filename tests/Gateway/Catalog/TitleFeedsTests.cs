using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using StreamVerse.Gateway.Catalog;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Tests;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Gateway.Tests.Catalog;

/// <summary>Whoever watches a title does not notice where it lives.</summary>
public sealed class TitleFeedsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly ITitleGrain _title = Substitute.For<ITitleGrain>();
    private readonly Guid _id = Guid.NewGuid();

    public TitleFeedsTests() => _grains.GetGrain<ITitleGrain>(_id, null).Returns(_title);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Watch_SiloOfTheTitleDies_GoesOnWhereTheTitleLivesNow()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var cluster = await GrainCluster.StartAsync(2);
        var title = cluster.Grains.GetGrain<ITitleGrain>(_id);
        await title.Create(new NewTitle(Guid.NewGuid(), "Holiday", "holiday.mp4", Guid.NewGuid(), "sources/a", 1000));
        TitleFeeds feeds = new(cluster.Grains, TimeProvider.System, NullLogger<TitleFeeds>.Instance);
        await using var views = feeds.WatchAsync(_id, cancellationToken).GetAsyncEnumerator(cancellationToken);
        Assert.True(await views.MoveNextAsync());
        var first = views.Current;
        var next = views.MoveNextAsync();

        await cluster.KillSiloOfAsync(title);
        await cluster.Silos.WaitForLivenessToStabilizeAsync(false);
        await Eventually.HoldsAsync(() => TryFailAsync(title), "The title lives elsewhere");

        Assert.True(await next);
        Assert.Equal((TitleState.Failed, "broken"), (views.Current.State, views.Current.Error?.Code));
        Assert.True(views.Current.Revision > first.Revision);
    }

    [Fact]
    public async Task Watch_BrokenOff_TellsNothingTwice()
    {
        _title.Watch(Arg.Any<CancellationToken>()).Returns(
            _ => Views(new SiloUnavailableException("The silo is gone."), View(1), View(2)),
            _ => Views(new DomainException(ErrorKind.NotFound, "title-not-found", "Gone."), View(2), View(3)));

        Assert.Equal([1, 2, 3], await WatchAsync());
    }

    [Fact]
    public async Task Watch_TitleDeleted_Ends()
    {
        _title.Watch(Arg.Any<CancellationToken>()).Returns(_ => Views(null, View(1)));

        Assert.Equal([1], await WatchAsync());
        _title.Received(1).Watch(Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Watch_ListenerLeaves_IsCancelledAndNotBegunAgain()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        _title.Watch(Arg.Any<CancellationToken>()).Returns(call => Waiting(call.Arg<CancellationToken>()));
        var feed = new TitleFeeds(_grains, _clock, NullLogger<TitleFeeds>.Instance).WatchAsync(_id, leaving.Token).GetAsyncEnumerator(leaving.Token);
        var next = feed.MoveNextAsync();

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        _title.Received(1).Watch(Arg.Any<CancellationToken>());
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

    private static TitleView View(long revision) =>
        new("id", "Holiday", "holiday.mp4", TitleState.Uploaded, 0, null, null, null, null, null, 0, [], [], 1000, DateTimeOffset.UnixEpoch, revision, null, []);

    private static async IAsyncEnumerable<TitleView> Views(Exception? end, params TitleView[] views)
    {
        foreach (var view in views)
        {
            await Task.Yield();
            yield return view;
        }

        if (end is not null)
        {
            throw end;
        }
    }

    private static async IAsyncEnumerable<TitleView> Waiting([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        yield break;
    }

    /// <summary>The revisions told, to the feed's end; pauses pass at once.</summary>
    private async Task<List<long>> WatchAsync()
    {
        List<long> told = [];
        var watching = Task.Run(
            async () =>
            {
                await foreach (var view in new TitleFeeds(_grains, _clock, NullLogger<TitleFeeds>.Instance).WatchAsync(_id, Cancellation))
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
        return told;
    }
}
