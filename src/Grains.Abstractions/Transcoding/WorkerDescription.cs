using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A worker's slot that asks for work.</summary>
/// <param name="Slot">Its name, <c>worker/slot</c>.</param>
/// <param name="Encoders">ffmpeg's names of the encoders that a real one-frame probe proved on it.</param>
/// <param name="Speeds">Frames a second that those for pictures reached on the probe's 1280x720 ones, in the order of <paramref name="Encoders"/>, 0 for those of sound; empty where it does not tell.</param>
/// <param name="SelfTests">How often it has proved its encoders since it started: a quarantine ends with the next time.</param>
/// <param name="FreeMemoryBytes">Memory that it may give to one more item; <see langword="null"/>: any amount.</param>
/// <param name="Kinds">The <see cref="WorkKinds"/> that it knows; left out: <see cref="WorkKinds.Oldest"/>.</param>
[GenerateSerializer, Immutable]
[Alias("sv.WorkerDescription")]
public sealed record WorkerDescription(
    [property: Id(0)] string Slot,
    [property: Id(1)] ImmutableArray<string> Encoders,
    [property: Id(2)] ImmutableArray<double> Speeds = default,
    [property: Id(3)] int SelfTests = 1,
    [property: Id(4)] long? FreeMemoryBytes = null,
    [property: Id(5)] ImmutableArray<string> Kinds = default)
{
    /// <summary>The worker that the slot is of.</summary>
    public string Worker => NameOf(Slot);

    /// <summary>The worker that a slot is of: what stands before the slot's number.</summary>
    /// <param name="slot">The slot, <c>worker/slot</c>.</param>
    public static string NameOf(string slot)
    {
        ArgumentNullException.ThrowIfNull(slot);
        return slot.LastIndexOf('/') is > 0 and var slash ? slot[..slash] : slot;
    }

    /// <summary>Whether it knows an item's kind and has room for it.</summary>
    /// <param name="item">The item.</param>
    public bool CanTake(WorkItem item) =>
        (Kinds.IsDefault ? WorkKinds.Oldest : Kinds).Contains(WorkKinds.Of(item))
        && (FreeMemoryBytes is not { } free || WorkCost.MemoryBytes(item) <= free);

    /// <summary>The slot and its encoders, for logs.</summary>
    public override string ToString() => $"Slot {Slot} ({string.Join(", ", Encoders)})";
}
