namespace StreamVerse.Grains.Abstractions.Playback;

/// <summary>The right to fetch one output version of a title for a while. The gateway signs a token with it.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="TitleId">The title.</param>
/// <param name="Version">The output version.</param>
/// <param name="ExpiresAt">Until when.</param>
/// <param name="HeartbeatInterval">How often the player shall beat.</param>
/// <param name="Revision">The version's facts that the session began with (<c>Presentation.Revision</c>): it must not be shown older ones.</param>
[GenerateSerializer, Immutable]
[Alias("sv.SessionGrant")]
public sealed record SessionGrant(
    [property: Id(0)] Guid SessionId,
    [property: Id(1)] Guid TitleId,
    [property: Id(2)] string Version,
    [property: Id(3)] DateTimeOffset ExpiresAt,
    [property: Id(4)] TimeSpan HeartbeatInterval,
    [property: Id(5)] int Revision = 0);
