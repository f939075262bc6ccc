using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Encode all rungs of one chunk, and its sprite sheet.</summary>
/// <param name="Source">What the source is.</param>
/// <param name="Plan">What is made of it.</param>
/// <param name="Chunk">Index of the chunk, from 0.</param>
[GenerateSerializer, Immutable]
[Alias("sv.VideoChunkWork")]
public sealed record VideoChunkWork(
    [property: Id(0)] SourceDescription Source,
    [property: Id(1)] EncodePlan Plan,
    [property: Id(2)] int Chunk) : WorkItem;
