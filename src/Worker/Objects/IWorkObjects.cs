using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Objects;

/// <summary>The objects that a leased item may touch: its source, to read, and its results, to store. Nothing else.</summary>
internal interface IWorkObjects
{
    /// <summary>The source as a file of this machine, where it is one; otherwise <see langword="null"/>.</summary>
    /// <param name="lease">The lease whose source it is.</param>
    string? TryGetLocalPath(WorkLease lease);

    /// <summary>Reads the whole source; <see langword="null"/> where there is none any more.</summary>
    /// <param name="lease">The lease whose source it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    Task<ObjectReading?> OpenSourceAsync(WorkLease lease, CancellationToken cancellationToken);

    /// <summary>Stores results; those stored before are replaced by the same bytes.</summary>
    /// <param name="lease">The lease whose results they are.</param>
    /// <param name="files">The results.</param>
    /// <param name="cancellationToken">Gives up half-way.</param>
    /// <exception cref="StoreUnavailableException">The store does not answer, or is full.</exception>
    Task PutAsync(WorkLease lease, IReadOnlyList<OutputFile> files, CancellationToken cancellationToken);
}
