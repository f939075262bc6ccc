using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A page of what happened.</summary>
/// <param name="Items">The entries, the newest first.</param>
/// <param name="NextCursor">Give it back to go on; <see langword="null"/> at the end.</param>
[GenerateSerializer, Immutable]
[Alias("sv.ActivityPage")]
public sealed record ActivityPage([property: Id(0)] ImmutableArray<ActivityItem> Items, [property: Id(1)] string? NextCursor);
