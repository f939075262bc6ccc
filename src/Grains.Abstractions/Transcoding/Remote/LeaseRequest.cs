using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding.Remote;

/// <summary>Asks for the next item.</summary>
/// <param name="Slot">Who asks: <c>worker/slot</c>, the worker's name being that of its credential.</param>
/// <param name="Encoders">ffmpeg's names of the encoders that it proved.</param>
/// <param name="WaitSeconds">How long to wait for an item, 0 to 10.</param>
/// <param name="Speeds">Frames a second of each encoder, in their order; left out where they are not known.</param>
/// <param name="SelfTests">How often the worker has proved its encoders.</param>
/// <param name="FreeMemoryBytes">Memory for one more item; left out: any amount.</param>
/// <param name="Kinds">The <see cref="WorkKinds"/> that it knows; left out: <see cref="WorkKinds.Oldest"/>.</param>
/// <param name="Protocol">The <see cref="WorkProtocol.Version"/> that it speaks; left out: 1.</param>
public sealed record LeaseRequest(
    string Slot,
    ImmutableArray<string> Encoders,
    double WaitSeconds,
    ImmutableArray<double>? Speeds = null,
    int SelfTests = 1,
    long? FreeMemoryBytes = null,
    ImmutableArray<string>? Kinds = null,
    int Protocol = 1)
{
    /// <summary>Who asks, as the fleet sees it.</summary>
    public WorkerDescription ToWorker() => new(Slot, Encoders, Speeds ?? [], SelfTests, FreeMemoryBytes, Kinds ?? default);

    /// <summary>The request of a worker's slot.</summary>
    /// <param name="worker">The slot.</param>
    /// <param name="wait">How long to wait for an item.</param>
    public static LeaseRequest Of(WorkerDescription worker, TimeSpan wait)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return new(worker.Slot, worker.Encoders, wait.TotalSeconds, OrNull(worker.Speeds), worker.SelfTests, worker.FreeMemoryBytes, OrNull(worker.Kinds), WorkProtocol.Version);
    }

    private static ImmutableArray<T>? OrNull<T>(ImmutableArray<T> values) => values.IsDefault ? null : values;
}
