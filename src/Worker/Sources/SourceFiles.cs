using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Worker.Objects;

namespace StreamVerse.Worker.Sources;

/// <summary>
/// Sources as local files, since ffmpeg may read nothing else. A store that keeps objects as files of this machine is
/// read in place; from any other a source is fetched once and kept for the items to come, as long as there is room.
/// </summary>
/// <param name="objects">Where sources come from.</param>
/// <param name="cache">Those that are here, and the room that there is.</param>
/// <param name="metrics">Counts what is fetched.</param>
/// <param name="clock">Limits waiting for room.</param>
internal sealed class SourceFiles(IWorkObjects objects, SourceCache cache, WorkerMetrics metrics, TimeProvider clock)
{
    /// <summary>How long an item waits until others are done with their sources. Then whoever has room may have it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A source as a local file, and room for the item's folder beside it, for as long as the result is not disposed of.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The store is down, or the scratch disk is full.</exception>
    /// <exception cref="FileNotFoundException">There is no such source.</exception>
    /// <exception cref="NoScratchRoomException">There is no room for it.</exception>
    public async Task<SourceFile> OpenAsync(WorkLease lease, CancellationToken cancellationToken)
    {
        ScratchShare share = new(ScratchCost.Of(lease.Item));
        if (objects.TryGetLocalPath(lease) is { } local)
        {
            // A folder that is not mounted looks like a missing file: the store knows better.
            if (!File.Exists(local))
            {
                await using var reading = await ReadAsync(lease, cancellationToken);
            }

            await TakeAsync(share, null, 0, cancellationToken);
            return new SourceFile(local, () => cache.Return(share));
        }

        var fetch = cache.Use(lease.SourcePath);
        try
        {
            await fetch.Gate.WaitAsync(cancellationToken);
            try
            {
                if (fetch.IsComplete)
                {
                    await TakeAsync(share, fetch, fetch.Bytes, cancellationToken);
                }
                else
                {
                    await FetchAsync(lease, share, fetch, cancellationToken);
                    fetch.IsComplete = true;
                }
            }
            finally
            {
                fetch.Gate.Release();
            }
        }
        catch
        {
            Release();
            throw;
        }

        return new SourceFile(fetch.Path, Release);

        void Release()
        {
            cache.Return(share);
            cache.Leave(fetch);
        }
    }

    private async Task<ObjectReading> ReadAsync(WorkLease lease, CancellationToken cancellationToken) =>
        await objects.OpenSourceAsync(lease, cancellationToken) ?? throw new FileNotFoundException($"The source {lease.SourcePath} is not in the object store.");

    private async Task FetchAsync(WorkLease lease, ScratchShare share, SourceFetch fetch, CancellationToken cancellationToken)
    {
        long length;
        await using (var reading = await ReadAsync(lease, cancellationToken))
        {
            length = reading.Info.Length;
            if (cache.TryTake(share, fetch, length))
            {
                await CopyAsync(lease, reading, fetch, cancellationToken);
                return;
            }
        }

        // No store waits until there is room: it is asked again.
        await TakeAsync(share, fetch, length, cancellationToken);
        await using var again = await ReadAsync(lease, cancellationToken);
        await CopyAsync(lease, again, fetch, cancellationToken);
    }

    private async Task TakeAsync(ScratchShare share, SourceFetch? fetch, long sourceBytes, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var freed = cache.Freed;
            if (cache.TryTake(share, fetch, sourceBytes))
            {
                return;
            }

            var rest = Patience - clock.GetElapsedTime(began);
            if (rest <= TimeSpan.Zero)
            {
                throw new NoScratchRoomException(share.Bytes + sourceBytes, cache.Limit, isForGood: false);
            }

            await Task.WhenAny(freed, Task.Delay(rest, clock, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task CopyAsync(WorkLease lease, ObjectReading reading, SourceFetch fetch, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(fetch.Path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await reading.Content.CopyToAsync(file, 1 << 20, cancellationToken);
        if (file.Length != reading.Info.Length)
        {
            throw new StoreUnavailableException("object store", "StreamVerse:Objects", $"{lease.SourcePath} ended after {file.Length} of {reading.Info.Length} bytes.");
        }

        metrics.AddFetched(file.Length);
    }
}
