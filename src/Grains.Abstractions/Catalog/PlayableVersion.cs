namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Which output of a title is played by whoever begins now: all that a session needs of a title, whatever its length.</summary>
/// <param name="Version">The output version.</param>
/// <param name="Revision">The version's facts as they are now (<c>Presentation.Revision</c>).</param>
[GenerateSerializer, Immutable]
[Alias("sv.PlayableVersion")]
public sealed record PlayableVersion([property: Id(0)] string Version, [property: Id(1)] int Revision);
