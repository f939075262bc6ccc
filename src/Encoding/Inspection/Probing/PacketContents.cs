using System.Collections.Immutable;

namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>What a source's packets were found to hold.</summary>
/// <param name="KeyUnits">Key frames of the video that hold a unit of the kinds that were asked for; 0 where none were.</param>
/// <param name="DecodableAudio">The audio streams that decode, by their index in the file.</param>
internal sealed record PacketContents(long KeyUnits, ImmutableHashSet<int> DecodableAudio);
