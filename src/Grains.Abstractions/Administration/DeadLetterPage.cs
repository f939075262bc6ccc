using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Administration;

/// <summary>A page of events that were set aside.</summary>
/// <param name="Items">The events, those set aside last first.</param>
/// <param name="NextCursor">Give it back to go on; <see langword="null"/> at the end.</param>
[GenerateSerializer, Immutable]
[Alias("sv.DeadLetterPage")]
public sealed record DeadLetterPage([property: Id(0)] ImmutableArray<DeadLetterView> Items, [property: Id(1)] string? NextCursor);
