using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A page of titles.</summary>
/// <param name="Items">The titles, the newest first.</param>
/// <param name="NextCursor">Give it back to go on; <see langword="null"/> at the end.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TitlePage")]
public sealed record TitlePage([property: Id(0)] ImmutableArray<TitleView> Items, [property: Id(1)] string? NextCursor);
