namespace StreamVerse.Grains.Abstractions.Playback;

/// <summary>Who wants to watch what.</summary>
/// <param name="OrgId">The tenant.</param>
/// <param name="UserId">The viewer; <see cref="Guid.Empty"/> while there are no accounts.</param>
/// <param name="TitleId">The title.</param>
[GenerateSerializer, Immutable]
[Alias("sv.SessionRequest")]
public sealed record SessionRequest(
    [property: Id(0)] Guid OrgId,
    [property: Id(1)] Guid UserId,
    [property: Id(2)] Guid TitleId);
