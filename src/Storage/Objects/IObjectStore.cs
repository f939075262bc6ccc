namespace StreamVerse.Storage.Objects;

/// <summary>
/// The object store: immutable blobs under a bucket and a path. Adapters: a folder (embedded) and S3/MinIO (production).
/// Every method throws <see cref="StoreUnavailableException"/>, which names the store and its setting, when the store
/// cannot be reached or is out of room after its own retries. <see cref="EnsureReadyAsync"/> is called once at start,
/// before anything else. A path that is a folder of other objects cannot be an object too: S3 would allow it, a folder
/// cannot (<see cref="InvalidOperationException"/>). All methods may be called at once from several threads.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores an object whole: a reader sees all of it or none of it.</summary>
    /// <param name="key">Where to.</param>
    /// <param name="content">The bytes, read to its end from its present position; at most 5 GiB, larger objects go in parts. Must be seekable, so that a retry can start again.</param>
    /// <param name="options">Content type (which the folder does not keep: who serves an object knows its type), and whether an object already there may be replaced.</param>
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

    /// <summary>Deletes every object of a folder; nothing happens where there is none. Not one step on S3: call again after a failure.</summary>
    /// <param name="bucket">The bucket; one of <see cref="Buckets"/>.</param>
    /// <param name="prefix">The folder with its slash at the end.</param>
    /// <param name="cancellationToken">Gives up half-way.</param>
    Task DeletePrefixAsync(string bucket, string prefix, CancellationToken cancellationToken);

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
    /// <param name="options">Content type. <see cref="PutOptions.IfNoneMatch"/> cannot be asked for here (<see cref="ArgumentException"/>): S3 stores differ in it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An id for the other calls, valid across processes and restarts.</returns>
    Task<string> StartMultipartAsync(ObjectKey key, long partSize, PutOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a part; one stored before at its place is replaced. Durable when it returns. A write that was stuck, and comes
    /// after one with a larger fence, never becomes a part of the object: a folder passes it over; S3, which cannot, does
    /// not complete an object that has other bytes than its receipts say.
    /// </summary>
    /// <param name="key">The object begun.</param>
    /// <param name="multipartId">From <see cref="StartMultipartAsync"/>.</param>
    /// <param name="part">Its place, and the writer's fence.</param>
    /// <param name="content">The part's bytes, at least one and at most the part size.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A receipt, at most 100 characters, for <see cref="CompleteMultipartAsync"/>.</returns>
    /// <exception cref="ArgumentException">The part has another size than it can have.</exception>
    /// <exception cref="MultipartNotFoundException">It was completed or aborted.</exception>
    Task<string> PutPartAsync(ObjectKey key, string multipartId, MultipartPart part, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Makes the object out of these parts and no others. Doing it again after it was done returns the same.</summary>
    /// <param name="key">The object begun.</param>
    /// <param name="multipartId">From <see cref="StartMultipartAsync"/>.</param>
    /// <param name="receipts">The receipt of the part at each place, from the first.</param>
    /// <param name="totalBytes">Size of the whole object; checked.</param>
    /// <param name="cancellationToken">Gives up; call again.</param>
    /// <exception cref="MultipartNotFoundException">It was aborted, or never begun, or the object made of it is gone.</exception>
    /// <exception cref="InvalidDataException">A part is missing or is not the one of its receipt, or the parts' sizes do not fit the total; nothing has changed.</exception>
    Task<ObjectInfo> CompleteMultipartAsync(ObjectKey key, string multipartId, IReadOnlyList<string> receipts, long totalBytes, CancellationToken cancellationToken);

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

    /// <summary>A form by which anybody can store the object, and nothing else, for a while, or <see langword="null"/> where the adapter has no URLs.</summary>
    /// <param name="key">Which.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="maxBytes">How many bytes it may have at the most.</param>
    /// <param name="lifetime">For how long, up to 7 days.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<PresignedForm?> PresignFormAsync(ObjectKey key, string contentType, long maxBytes, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>The object as a file of this machine, where the adapter keeps it as one; otherwise <see langword="null"/>. The file must not be changed.</summary>
    /// <param name="key">Which. It need not exist.</param>
    string? TryGetLocalPath(ObjectKey key);

    /// <summary>How many bytes may still be stored, or <see langword="null"/> where the store does not tell.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<long?> GetFreeBytesAsync(CancellationToken cancellationToken);

    /// <summary>Makes the buckets if need be and proves that the store can be written to and read from; throws otherwise.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task EnsureReadyAsync(CancellationToken cancellationToken);

    /// <summary>A cheap look at whether the store answers now; throws otherwise. <see cref="Health.StoreReadiness"/> caches it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Removes what crashes left behind, and multipart objects that nobody has continued for a while.</summary>
    /// <param name="olderThan">For how long nothing must have happened to them.</param>
    /// <param name="cancellationToken">Gives up half-way.</param>
    /// <returns>How many were removed.</returns>
    Task<int> CleanAbandonedAsync(TimeSpan olderThan, CancellationToken cancellationToken);
}
