using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Playback;
using StreamVerse.Grains.Playback;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Grains.Tests.Transcoding;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Tests.Playback;

/// <summary>Playback sessions: their grant, its end, and the sweeper.</summary>
public abstract class SessionContract(ClusterSource clusters) : GrainContract(clusters)
{
    [Fact]
    public async Task Start_PlayableTitle_GrantsItsVersionAndAgainTheSame()
    {
        var (session, request) = await NewSessionAsync();
        var grant = await session.Start(request);
        Assert.Equal((request.TitleId, "1", TimeSpan.FromSeconds(30)), (grant.TitleId, grant.Version, grant.HeartbeatInterval));
        Assert.Equal(grant, await session.Start(request));
        Assert.Equal(grant, await session.Get());
        Assert.Equal("idempotency-key-reused", await RefusedAsync(() => session.Start(request with { TitleId = Guid.NewGuid() })));
    }

    [Fact]
    public async Task Start_NothingToPlayYet_IsRefused()
    {
        var title = await NewTitleAsync();
        var session = Cluster.Grains.GetGrain<ISessionGrain>(Guid.NewGuid());
        Assert.Equal("title-not-playable", await RefusedAsync(() => session.Start(new SessionRequest(OrgId, Guid.Empty, title.GetPrimaryKey()))));
        Assert.Equal("title-not-found", await RefusedAsync(() => session.Start(new SessionRequest(OrgId, Guid.Empty, Guid.NewGuid()))));
        Assert.Equal("session-not-found", await RefusedAsync(session.Get));
    }

    [Fact]
    public async Task Heartbeat_InTime_RenewsAndIsSummedUp()
    {
        var (session, request) = await NewSessionAsync();
        var grant = await session.Start(request);
        Cluster.Clock.Leap(TimeSpan.FromHours(5));
        var renewed = await session.Heartbeat(new SessionHeartbeat(12, 1_000_000, 0.5, 3));
        Assert.True(renewed.ExpiresAt >= grant.ExpiresAt + TimeSpan.FromHours(5));
        Cluster.Clock.Leap(TimeSpan.FromHours(5));
        SessionHeartbeat second = new(42, 3_000_000, 1, 4, Guid.NewGuid());
        await session.Heartbeat(second);

        // As a gateway does that did not get the answer in time.
        await session.Heartbeat(second);
        await Cluster.Silos.DeactivateAsync(session);
        var row = Assert.Single(await RowsAsync());
        Assert.Equal((42d, 2_000_000L, 1.5, 7L, 2L), (row.PositionSeconds, row.AverageBitsPerSecond, row.StallSeconds, row.DroppedFrames, row.Heartbeats));
    }

    [Fact]
    public async Task Session_Over_IsGone()
    {
        var (ended, request) = await NewSessionAsync();
        await ended.Start(request);
        await ended.End();
        await ended.End();
        Assert.Equal("session-ended", await RefusedAsync(ended.Get));

        var expired = Cluster.Grains.GetGrain<ISessionGrain>(Guid.NewGuid());
        await expired.Start(request);
        Cluster.Clock.Leap(TimeSpan.FromHours(7));
        Assert.Equal("session-ended", await RefusedAsync(() => expired.Heartbeat(new SessionHeartbeat(0, 0, 0, 0))));
    }

    [Fact]
    public async Task Sweep_Expired_IsEndedAndAfterThirtyDaysRemoved()
    {
        var (session, request) = await NewSessionAsync();
        await session.Start(request);
        var ended = Cluster.Grains.GetGrain<ISessionGrain>(Guid.NewGuid());
        await ended.Start(request);
        await ended.End();
        var sweeper = Cluster.Grains.GetGrain<ISweeperGrain>(Region.Here);
        await sweeper.Start();
        Assert.Equal([SessionState.Active, SessionState.Ended], (await RowsAsync()).Select(row => row.State).Order());

        Cluster.Clock.Leap(TimeSpan.FromHours(7));
        await sweeper.Start();
        Assert.Equal([SessionState.Ended, SessionState.Ended], (await RowsAsync()).Select(row => row.State));

        Cluster.Clock.Leap(TimeSpan.FromDays(31));
        await sweeper.Start();
        Assert.Empty(await RowsAsync());
    }

    private static async Task<string> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<DomainException>(call)).Code;

    private async Task<(ISessionGrain Session, SessionRequest Request)> NewSessionAsync()
    {
        var title = await NewTitleAsync();
        ScriptedWorker worker = new(Cluster.Grains) { Source = SampleSources.Silent };
        await worker.DoAllAsync(2);
        await BecomesAsync(title, Abstractions.Catalog.TitleState.Published);
        return (Cluster.Grains.GetGrain<ISessionGrain>(Guid.NewGuid()), new SessionRequest(OrgId, Guid.Empty, title.GetPrimaryKey()));
    }

    private async Task<IReadOnlyList<SessionRecord>> RowsAsync() =>
        [.. (await Cluster.Rows.ListAsync<SessionRecord>(new RowQuery { Equal = new Dictionary<string, object?> { ["org_id"] = OrgId } }, Cancellation)).Rows.Select(row => row.State)];
}
