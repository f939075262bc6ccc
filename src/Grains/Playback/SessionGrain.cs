using Microsoft.Extensions.Options;
using Orleans.Placement;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Playback;

namespace StreamVerse.Grains.Playback;

/// <remarks>Only gateways call it, and each picks a silo by the session's id: it may as well live where the first call arrives, which spares every start a way between silos.</remarks>
[PreferLocalPlacement]
internal sealed class SessionGrain(
    [PersistentState("session")] IPersistentState<SessionRecord> state,
    PlayableVersions titles,
    IOptions<PlaybackOptions> options,
    TimeProvider clock) : Grain, ISessionGrain
{
    /// <summary>A position is worth a write only now and then; losing a minute of it harms nobody.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMinutes(1);

    /// <summary>How long a session that is over is kept, for those who ask what was watched.</summary>
    internal static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>When it was written last, by the time that passes: a clock that is set back must not put the next one off.</summary>
    private long? _writtenAt;
    private bool _isDirty;

    /// <summary>A gateway repeats a beat whose answer it did not get in time. Not stored: where this activation is gone, so is most likely what it had not written.</summary>
    private Guid _lastBeat;

    private SessionRecord Session => state.State;

    public async Task<SessionGrant> Start(SessionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (state.RecordExists)
        {
            ThrowIfOver();
            return Session.TitleId == request.TitleId
                ? Grant()
                : throw new DomainException(ErrorKind.Conflict, "idempotency-key-reused", "This Idempotency-Key was used for a session of another title. Use a new key.");
        }

        // Before the title is asked: what it answers may be replaced a moment later, and the session's end is counted from here.
        var now = clock.GetUtcNow();
        var playable = await titles.FindAsync(request.TitleId)
            ?? throw new DomainException(ErrorKind.Conflict, "title-not-playable", $"Nothing of title {request.TitleId:N} can be played yet. Wait until its playableSeconds are above 0.");
        Session.SessionId = this.GetPrimaryKey();
        Session.OrgId = request.OrgId;
        Session.UserId = request.UserId;
        Session.TitleId = request.TitleId;
        Session.Version = playable.Version;
        Session.Revision = playable.Revision;
        Session.StartedAt = now;
        Session.EndsAt = now + options.Value.LongestSession;
        Session.ExpiresAt = GrantedUntil(now);
        await WriteAsync();
        return Grant();
    }

    public async Task<SessionGrant> Heartbeat(SessionHeartbeat heartbeat)
    {
        ArgumentNullException.ThrowIfNull(heartbeat);
        ThrowIfOver();
        var now = clock.GetUtcNow();
        Session.LastHeartbeatAt = now;
        Session.ExpiresAt = GrantedUntil(now);
        Session.PositionSeconds = heartbeat.PositionSeconds;
        if (heartbeat.BeatId == Guid.Empty || heartbeat.BeatId != _lastBeat)
        {
            Session.AverageBitsPerSecond += (heartbeat.BitsPerSecond - Session.AverageBitsPerSecond) / ++Session.Heartbeats;
            Session.StallSeconds += heartbeat.StallSeconds;
            Session.DroppedFrames += heartbeat.DroppedFrames;
            _lastBeat = heartbeat.BeatId;
        }

        _isDirty = true;
        if (_writtenAt is not { } written || clock.GetElapsedTime(written) >= WriteInterval)
        {
            await WriteAsync();
        }

        return Grant();
    }

    public async Task End()
    {
        if (state.RecordExists && Session.State == SessionState.Active)
        {
            await Finish(clock.GetUtcNow());
        }

        DeactivateOnIdle();
    }

    public async Task Sweep()
    {
        var now = clock.GetUtcNow();
        if (!state.RecordExists || Session.ExpiresAt > now)
        {
            return;
        }

        if (Session.State == SessionState.Active)
        {
            await Finish(Session.ExpiresAt);
        }

        if (Session.ExpiresAt + Retention <= now)
        {
            _isDirty = false;
            await state.RemoveAsync();
        }

        DeactivateOnIdle();
    }

    public Task<SessionGrant> Get()
    {
        ThrowIfOver();
        return Task.FromResult(Grant());
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_isDirty)
        {
            await WriteAsync();
        }
    }

    private DateTimeOffset GrantedUntil(DateTimeOffset now)
    {
        var (granted, end) = (now + options.Value.GrantLifetime, Session.EndsAt ?? (Session.StartedAt + options.Value.LongestSession));
        return granted < end ? granted : end;
    }

    private Task Finish(DateTimeOffset at)
    {
        Session.State = SessionState.Ended;
        Session.ExpiresAt = at;
        return WriteAsync();
    }

    private async Task WriteAsync()
    {
        await this.StoreOrForgetAsync(state);
        _writtenAt = clock.GetTimestamp();
        _isDirty = false;
    }

    private SessionGrant Grant() => new(this.GetPrimaryKey(), Session.TitleId, Session.Version, Session.ExpiresAt, options.Value.HeartbeatInterval, Session.Revision);

    private void ThrowIfOver()
    {
        if (!state.RecordExists)
        {
            throw new DomainException(ErrorKind.NotFound, "session-not-found", $"There is no session {this.GetPrimaryKey():N}.");
        }

        if (Session.State == SessionState.Ended || Session.ExpiresAt <= clock.GetUtcNow())
        {
            throw new DomainException(ErrorKind.Gone, "session-ended", $"Session {this.GetPrimaryKey():N} is over. Begin a new one.");
        }
    }
}
