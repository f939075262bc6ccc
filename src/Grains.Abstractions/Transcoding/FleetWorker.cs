using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A worker as the queue sees it.</summary>
/// <param name="Name">Its name, that of its credential.</param>
/// <param name="State">Whether it works.</param>
/// <param name="Encodes">What it does now, for people, an entry a slot.</param>
/// <param name="Speed">Seconds of video that its slots do in a second, together; <see langword="null"/> while it does nothing.</param>
/// <param name="Encoders">The encoders that it proved, with their speed on the probe's pictures (frames a second at 1280x720; 0 for those of sound); empty until it asks for work again after the queue moved.</param>
/// <param name="SecondsSinceAsked">How long ago it asked for work last; <see langword="null"/> where it did not since the queue moved.</param>
[GenerateSerializer, Immutable]
[Alias("sv.FleetWorker")]
public sealed record FleetWorker(
    [property: Id(0)] string Name,
    [property: Id(1)] FleetWorkerState State,
    [property: Id(2)] ImmutableArray<string> Encodes,
    [property: Id(3)] double? Speed,
    [property: Id(4)] ImmutableSortedDictionary<string, double> Encoders,
    [property: Id(5)] double? SecondsSinceAsked);
