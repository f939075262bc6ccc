using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Playback;

/// <summary>One playback of one title by one viewer (key: session id). It decides whether it may begin and go on.</summary>
[Alias("sv.ISessionGrain")]
public interface ISessionGrain : IGrainWithGuidKey
{
    /// <summary>Begins the session. Idempotent.</summary>
    /// <param name="request">Who wants to watch what.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>title-not-playable</c>.</exception>
    [Alias("Start")]
    [Repeatable]
    Task<SessionGrant> Start(SessionRequest request);

    /// <summary>The viewer is still there; the grant is renewed.</summary>
    /// <param name="heartbeat">What the player tells.</param>
    /// <exception cref="Errors.DomainException"><c>session-not-found</c>; <c>session-ended</c>.</exception>
    [Alias("Heartbeat")]
    [Repeatable]
    Task<SessionGrant> Heartbeat(SessionHeartbeat heartbeat);

    /// <summary>Ends the session. Idempotent.</summary>
    [Alias("End")]
    [Repeatable]
    Task End();

    /// <summary>Ends the session if its grant has run out; removes what has been over for 30 days. Called by the sweeper.</summary>
    [Alias("Sweep")]
    [Repeatable]
    Task Sweep();

    /// <summary>The grant as it stands.</summary>
    /// <exception cref="Errors.DomainException"><c>session-not-found</c>; <c>session-ended</c>.</exception>
    [ReadOnly]
    [Alias("Get")]
    Task<SessionGrant> Get();
}
