namespace StreamVerse.Storage.Objects;

/// <summary>
/// The object store: immutable blobs under a bucket and a path. Adapters: a folder (embedded) and S3/MinIO (production).
/// Every method throws <see cref="StoreUnavailableException"/>, which names the store and its setting, when the store
/// cannot be reached or is out of room after its own retries.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores an object whole: a reader sees all of it or none of it.</summary>
    /// <param name="key">Where to.</param>
    /// <param name="content">The bytes, read to its end from its present position. Must be seekable, so that a retry can start again.</param>
    /// <param name="options">Content type, and whether an object already there may be replaced.</param>
    /// <param name="cancellationToken">Gives up; nothing is stored.</param>
    /// <exception cref="ObjectExistsException"><see cref="PutOptions.IfNoneMatch"/> is set and there is an object.</exception>
    Task<ObjectInfo> PutAsync(ObjectKey key, Stream content, PutOptions options, CancellationToken cancellationToken);

    /// <summary>Looks an object up without its bytes.</summary>
    /// <param name="key">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known of it, or <see langword="null"/> where there is none.</returns>
    Task<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Opens an object for reading.</summary>
    /// <param name="key">Which.</param>
    /// <param name="range">A part of it, or <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The bytes with what is known of the whole object (dispose it), or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range starts at or behind the object's end.</exception>
    Task<ObjectReading?> OpenReadAsync(ObjectKey key, ByteRange? range, CancellationToken cancellationToken);

    /// <summary>Deletes an object; nothing happens where there is none.</summary>
    /// <param name="key">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Lists objects by path, in ordinal order.</summary>
    /// <param name="bucket">The bucket; one of <see cref="Buckets"/>.</param>
    /// <param name="prefix">How the paths start; a folder ends in a slash.</param>
    /// <param name="cancellationToken">Gives up.</param>
    IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, CancellationToken cancellationToken);

    /// <summary>
    /// Begins an object that arrives in parts. Every part but the last is exactly <paramref name="partSize"/> bytes, so
    /// adapters may place them without copying. The object appears only with <see cref="CompleteMultipartAsync"/>.
    /// </summary>
    /// <param name="key">Where to.</param>
    /// <param name="partSize">Bytes of every part but the last, 5 MiB to 5 GiB (S3's limits).</param>
    /// <param name="options">Content type.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An id for the other calls, valid across processes and restarts.</returns>
    Task<string> StartMultipartAsync(ObjectKey key, long partSize, PutOptions options, CancellationToken cancellationToken);

    /// <summary>Stores a part; a part stored before under the same number is replaced. Durable when it returns.</summary>
    /// <param name="key">The object begun.</param>
    /// <param name="multipartId">From <see cref="StartMultipartAsync"/>.</param>
    /// <param name="partNumber">1 to 10,000.</param>
    /// <param name="content">The part's bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MultipartNotFoundException">It was completed or aborted.</exception>
    Task PutPartAsync(ObjectKey key, string multipartId, int partNumber, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes the object out of parts 1 to <paramref name="partCount"/>. Doing it again after it was done returns the same.</summary>
    /// <param name="key">The object begun.</param>
    /// <param name="multipartId">From <see cref="StartMultipartAsync"/>.</param>
    /// <param name="partCount">How many parts there are.</param>
    /// <param name="totalBytes">Size of the whole object; checked.</param>
    /// <param name="cancellationToken">Gives up; call again.</param>
    /// <exception cref="MultipartNotFoundException">It was aborted, or never begun.</exception>
    Task<ObjectInfo> CompleteMultipartAsync(ObjectKey key, string multipartId, int partCount, long totalBytes, CancellationToken cancellationToken);

    /// <summary>Drops a multipart object and its parts; nothing happens where there is none.</summary>
    /// <param name="key">The object begun.</param>
    /// <param name="multipartId">From <see cref="StartMultipartAsync"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AbortMultipartAsync(ObjectKey key, string multipartId, CancellationToken cancellationToken);

    /// <summary>A URL under which anybody can read the object for a while, or <see langword="null"/> where the adapter has no URLs.</summary>
    /// <param name="key">Which.</param>
    /// <param name="lifetime">For how long, up to 7 days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Uri?> PresignReadAsync(ObjectKey key, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>A URL under which anybody can PUT the object for a while, or <see langword="null"/> where the adapter has no URLs.</summary>
    /// <param name="key">Which.</param>
    /// <param name="lifetime">For how long, up to 7 days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<Uri?> PresignWriteAsync(ObjectKey key, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>The object as a file of this machine, where the adapter keeps it as one; otherwise <see langword="null"/>. The file must not be changed.</summary>
    /// <param name="key">Which. It need not exist.</param>
    string? TryGetLocalPath(ObjectKey key);

    /// <summary>How many bytes may still be stored, or <see langword="null"/> where the store does not tell.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<long?> GetFreeBytesAsync(CancellationToken cancellationToken);

    /// <summary>Makes the buckets if need be and proves that the store can be written to and read from; throws otherwise.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task EnsureReadyAsync(CancellationToken cancellationToken);
}
