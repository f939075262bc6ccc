using System.Buffers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Keeps objects as files of a folder, an object a file.</summary>
internal sealed class FolderObjectStore : IObjectStore
{
    private const int CopyBytes = 256 * 1024;
    private readonly FolderLayout _layout;
    private readonly FolderDisk _disk;
    private readonly FolderDeletion _deletion;
    private readonly FolderMultipart _multipart;
    private readonly FolderJanitor _janitor;
    private readonly TimeSpan _abandonedAfter;

    public FolderObjectStore(IOptions<ObjectStoreOptions> options, TimeProvider time, ILogger<FolderObjectStore> logger)
    {
        var folder = options.Value.Folder;
        _layout = new FolderLayout(folder.Path);
        _disk = new FolderDisk(_layout, folder.SyncToDisk, time);
        _deletion = new FolderDeletion(_layout, _disk);
        _multipart = new FolderMultipart(_layout, _disk);
        _janitor = new FolderJanitor(_layout, time, logger);
        _abandonedAfter = options.Value.AbandonedAfter;
    }

    public async Task<ObjectInfo> PutAsync(ObjectKey key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        if (options.IfNoneMatch && File.Exists(_layout.PathOf(key)))
        {
            throw new ObjectExistsException(key);
        }

        using var staged = StagedFile.Create(_disk, _layout.NewStagingPath(), content.Length - content.Position);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await staged.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return staged.Publish(key, replace: !options.IfNoneMatch);
    }

    public Task<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(FolderFaults.Guard("looking up an object", () =>
        {
            var file = new FileInfo(_layout.PathOf(key));
            return file.Exists ? FolderDisk.Describe(key, file) : Missing<ObjectInfo>(key);
        }));
    }

    public Task<ObjectReading?> OpenReadAsync(ObjectKey key, ByteRange? range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(FolderFaults.Guard("opening an object", () => Open(key, range)));
    }

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        FolderFaults.Guard("deleting an object", () => _deletion.Delete(key));
        return Task.CompletedTask;
    }

    public Task DeletePrefixAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfNoFolder(bucket, prefix);
        cancellationToken.ThrowIfCancellationRequested();
        return FolderFaults.GuardAsync("deleting objects", () => _deletion.DeleteFolderAsync(bucket, prefix));
    }

    public IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfNoPrefix(bucket, prefix);
        return FolderListing.ListAsync(_layout, bucket, prefix, cancellationToken);
    }

    public Task<string> StartMultipartAsync(ObjectKey key, long partSize, PutOptions options, CancellationToken cancellationToken) =>
        _multipart.StartAsync(key, partSize, options, cancellationToken);

    public Task<string> PutPartAsync(ObjectKey key, string multipartId, MultipartPart part, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _multipart.PutPartAsync(key, multipartId, part, content, cancellationToken);

    public Task<ObjectInfo> CompleteMultipartAsync(ObjectKey key, string multipartId, IReadOnlyList<string> receipts, long totalBytes, CancellationToken cancellationToken) =>
        _multipart.CompleteAsync(key, multipartId, receipts, totalBytes, cancellationToken);

    public Task AbortMultipartAsync(ObjectKey key, string multipartId, CancellationToken cancellationToken) =>
        _multipart.AbortAsync(key, multipartId, cancellationToken);

    /// <summary>Removes also the note that lets a completed multipart object be completed again.</summary>
    internal void ForgetMultipart(string multipartId) => FolderFaults.Guard("forgetting a multipart object", () =>
    {
        if (Directory.Exists(_layout.MultipartPath(multipartId)))
        {
            Directory.Delete(_layout.MultipartPath(multipartId), recursive: true);
        }

        return true;
    });

    public Task<Uri?> PresignReadAsync(ObjectKey key, TimeSpan lifetime, CancellationToken cancellationToken) => Task.FromResult<Uri?>(null);

    public Task<PresignedForm?> PresignFormAsync(ObjectKey key, string contentType, long maxBytes, TimeSpan lifetime, CancellationToken cancellationToken) => Task.FromResult<PresignedForm?>(null);

    public string? TryGetLocalPath(ObjectKey key) => _layout.PathOf(key);

    public Task<long?> GetFreeBytesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<long?>(FolderFaults.Guard("asking for free space", () => new DriveInfo(_layout.Root).AvailableFreeSpace));
    }

    public async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        await FolderFaults.GuardAsync("making the folders", () =>
        {
            Directory.CreateDirectory(_layout.Staging);
            Directory.CreateDirectory(_layout.Multipart);
            foreach (var bucket in Buckets.All)
            {
                Directory.CreateDirectory(_layout.BucketPath(bucket));
            }

            return Task.FromResult(true);
        });
        await ObjectStoreProbe.RunAsync(this, cancellationToken);
        await CleanAbandonedAsync(_abandonedAfter, cancellationToken);
    }

    public Task CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return FolderFaults.GuardAsync("opening the staging folder", () =>
        {
            var path = _layout.NewStagingPath();
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose).Dispose();
            return Task.FromResult(true);
        });
    }

    public Task<int> CleanAbandonedAsync(TimeSpan olderThan, CancellationToken cancellationToken) =>
        FolderFaults.GuardAsync("removing what was abandoned", () => Task.FromResult(_janitor.Clean(olderThan, cancellationToken)));

    private ObjectReading? Open(ObjectKey key, ByteRange? range)
    {
        SafeFileHandle file;
        try
        {
            file = File.OpenHandle(_layout.PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException || Directory.Exists(_layout.PathOf(key)))
        {
            return Missing<ObjectReading>(key);
        }

        try
        {
            var info = FolderDisk.Describe(key, file);
            var length = range?.CutTo(info.Length) ?? info.Length;
            return new ObjectReading(info, new FileReadStream(file, range?.Offset ?? 0, length), length);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // An absent disk must not look like an absent object.
    private T? Missing<T>(ObjectKey key)
        where T : class =>
        Directory.Exists(_layout.BucketPath(key.Bucket)) ? null : throw new IOException($"the bucket's folder '{_layout.BucketPath(key.Bucket)}' is missing");
}
