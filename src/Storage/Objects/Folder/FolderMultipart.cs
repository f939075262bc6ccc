using System.Globalization;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>
/// Objects that arrive in parts. Each is a directory with a header, the journal of its parts and one sparse file in which
/// every part lies where it belongs, so that completing is checking and renaming. The directory stays behind without the
/// file: that says "completed", so that completing again answers. Aborting takes the whole directory away.
/// </summary>
internal sealed class FolderMultipart(FolderLayout layout, FolderDisk disk)
{
    private const string DataName = "data";
    private const int Stripes = 64;

    // Parts of one upload go to one file: one writer at a time, so that no late part reaches a completed object.
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Stripes).Select(static _ => new SemaphoreSlim(1, 1))];

    public Task<string> StartAsync(ObjectKey key, long partSize, PutOptions options, CancellationToken cancellationToken)
    {
        MultipartLimits.ThrowIfNotStartable(partSize, options);
        cancellationToken.ThrowIfCancellationRequested();
        return FolderFaults.GuardAsync("beginning a multipart object", () =>
        {
            var id = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
            var draft = layout.NewStagingPath();
            Directory.CreateDirectory(draft);
            File.Create(Path.Combine(draft, PartJournal.FileName)).Dispose();
            File.Create(Path.Combine(draft, DataName)).Dispose();
            new MultipartHeader(key.Bucket, key.Path, partSize).Write(draft);
            FlushFile(Path.Combine(draft, MultipartHeader.FileName));
            disk.FlushDirectory(draft);
            Directory.Move(draft, layout.MultipartPath(id));
            disk.FlushDirectory(layout.Multipart);
            return Task.FromResult(id);
        });
    }

    public Task<string> PutPartAsync(ObjectKey key, string id, MultipartPart part, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        MultipartLimits.ThrowIfNoPart(part, content.Length);
        return InTurnAsync(id, "writing a part", async () =>
        {
            var (directory, header) = Open(key, id);
            MultipartLimits.ThrowIfTooLarge(content.Length, header.PartSize);
            using var data = File.OpenHandle(DataOf(directory, key), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, FileOptions.Asynchronous);
            var stored = PartJournal.Read(directory).GetValueOrDefault(part.Place);
            if (stored.Fence > part.Fence)
            {
                // A write that was stuck while somebody else went on.
                return ReceiptOf(part.Fence);
            }

            if (stored.Length != 0)
            {
                // While its bytes change, the part is neither the old one nor the new one.
                PartJournal.Append(directory, part, 0, disk);
            }

            await RandomAccess.WriteAsync(data, content, (part.Place - 1) * header.PartSize, cancellationToken);
            disk.Flush(data);
            PartJournal.Append(directory, part, content.Length, disk);
            return ReceiptOf(part.Fence);
        }, cancellationToken);
    }

    public Task<ObjectInfo> CompleteAsync(ObjectKey key, string id, IReadOnlyList<string> receipts, long totalBytes, CancellationToken cancellationToken)
    {
        MultipartLimits.ThrowIfNoObject(receipts, totalBytes);
        return InTurnAsync(id, "completing a multipart object", () =>
        {
            var (directory, header) = Open(key, id);
            var data = Path.Combine(directory, DataName);
            if (!File.Exists(data))
            {
                var file = new FileInfo(layout.PathOf(key));
                return Task.FromResult(file.Exists ? FolderDisk.Describe(key, file) : throw new MultipartNotFoundException(key));
            }

            var parts = PartJournal.Read(directory);
            MultipartLimits.ThrowIfIncomplete(
                key,
                receipts.Select((receipt, index) => parts.TryGetValue(index + 1, out var part) && ReceiptOf(part.Fence) == receipt ? part.Length : 0),
                header.PartSize,
                totalBytes);
            ObjectInfo info;
            using (var handle = File.OpenHandle(data, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
            {
                RandomAccess.SetLength(handle, totalBytes);
                disk.Finish(handle);
                info = FolderDisk.Describe(key, handle);
            }

            disk.Publish(data, key, replace: true);
            return Task.FromResult(info);
        }, cancellationToken);
    }

    public Task AbortAsync(ObjectKey key, string id, CancellationToken cancellationToken) =>
        InTurnAsync(id, "aborting a multipart object", () =>
        {
            if (TryOpen(key, id) is { } open && File.Exists(Path.Combine(open.Directory, DataName)))
            {
                var aside = layout.NewStagingPath();
                Directory.Move(open.Directory, aside);
                Directory.Delete(aside, recursive: true);
            }

            return Task.FromResult(true);
        }, cancellationToken);

    private async Task<T> InTurnAsync<T>(string id, string step, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        var gate = _gates[(uint)id.GetHashCode(StringComparison.Ordinal) % Stripes];
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await FolderFaults.GuardAsync(step, work);
        }
        finally
        {
            gate.Release();
        }
    }

    private (string Directory, MultipartHeader Header) Open(ObjectKey key, string id) =>
        TryOpen(key, id) ?? throw new MultipartNotFoundException(key);

    private (string Directory, MultipartHeader Header)? TryOpen(ObjectKey key, string id)
    {
        // An id becomes part of a path: only the form that we gave out.
        if (!Guid.TryParseExact(id, "N", out _) || MultipartHeader.TryRead(layout.MultipartPath(id)) is not { } header)
        {
            return null;
        }

        return (header.Bucket, header.Path) == (key.Bucket, key.Path) ? (layout.MultipartPath(id), header) : null;
    }

    private static string ReceiptOf(long fence) => fence.ToString(CultureInfo.InvariantCulture);

    private static string DataOf(string directory, ObjectKey key)
    {
        var data = Path.Combine(directory, DataName);
        return File.Exists(data) ? data : throw new MultipartNotFoundException(key);
    }

    private void FlushFile(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        disk.Flush(handle);
    }
}
