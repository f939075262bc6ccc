using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A chunk's segments are stored.</summary>
/// <param name="Rungs">Each rung's measurement, in the plan's order.</param>
/// <param name="TrickPlay">The I-frame rendition's measurement.</param>
/// <param name="HasSpriteSheet">Whether the sprite sheet is stored too; a chunk without one is still good.</param>
[GenerateSerializer, Immutable]
[Alias("sv.VideoChunkResult")]
public sealed record VideoChunkResult(
    [property: Id(0)] ImmutableArray<RenditionMeasurement> Rungs,
    [property: Id(1)] RenditionMeasurement TrickPlay,
    [property: Id(2)] bool HasSpriteSheet) : WorkResult;
