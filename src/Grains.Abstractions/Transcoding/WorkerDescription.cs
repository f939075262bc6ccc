using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A worker's slot that asks for work.</summary>
/// <param name="Slot">Its name, <c>worker/slot</c>.</param>
/// <param name="Encoders">ffmpeg's names of the encoders that a real one-frame probe proved on it.</param>
[GenerateSerializer, Immutable]
[Alias("sv.WorkerDescription")]
public sealed record WorkerDescription([property: Id(0)] string Slot, [property: Id(1)] ImmutableArray<string> Encoders)
{
    /// <summary>The slot and its encoders, for logs.</summary>
    public override string ToString() => $"Slot {Slot} ({string.Join(", ", Encoders)})";
}
