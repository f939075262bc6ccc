using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>Asks for the next item.</summary>
/// <param name="Slot">Who asks: <c>worker/slot</c>, the worker's name being that of its credential.</param>
/// <param name="Encoders">ffmpeg's names of the encoders that it proved.</param>
/// <param name="WaitSeconds">How long to wait for an item, 0 to 10.</param>
public sealed record LeaseRequest(string Slot, ImmutableArray<string> Encoders, double WaitSeconds);
