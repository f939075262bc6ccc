using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Storage;
using StreamVerse.Worker.Objects;

namespace StreamVerse.Worker.Sources;

/// <summary>
/// Sources as local files, since ffmpeg may read nothing else. A store that keeps objects as files of this machine is
/// read in place; from any other a source is fetched once and kept for the items to come, those left longest ago going
/// first when they need more than <see cref="WorkerOptions.SourceCacheBytes"/>.
/// </summary>
/// <param name="objects">Where sources come from.</param>
/// <param name="scratch">Where fetched sources lie.</param>
/// <param name="options">How much may be kept.</param>
/// <param name="metrics">Counts what is fetched.</param>
internal sealed class SourceFiles(IWorkObjects objects, Scratch scratch, IOptions<WorkerOptions> options, WorkerMetrics metrics)
{
    private readonly Dictionary<string, SourceFetch> _fetches = [];
    private readonly Lock _lock = new();
    private long _releases;

    /// <summary>A source as a local file, for as long as the result is not disposed of.</summary>
    /// <exception cref="StoreUnavailableException">The store is down, or the scratch disk is full.</exception>
    /// <exception cref="FileNotFoundException">There is no such source.</exception>
    public async Task<SourceFile> OpenAsync(WorkLease lease, CancellationToken cancellationToken)
    {
        if (objects.TryGetLocalPath(lease) is { } local)
        {
            // A folder that is not mounted looks like a missing file: the store knows better.
            if (!File.Exists(local))
            {
                await using var reading = await objects.OpenSourceAsync(lease, cancellationToken) ?? throw Missing(lease);
            }

            return new SourceFile(local, null);
        }

        SourceFetch fetch;
        lock (_lock)
        {
            if (!_fetches.TryGetValue(lease.SourcePath, out fetch!))
            {
                fetch = new SourceFetch(scratch.NewFile("source"), lease.SourcePath);
                _fetches.Add(lease.SourcePath, fetch);
            }

            fetch.Users++;
        }

        try
        {
            await fetch.Gate.WaitAsync(cancellationToken);
            try
            {
                if (!fetch.IsComplete)
                {
                    await DownloadAsync(lease, fetch, cancellationToken);
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
            Release(fetch);
            throw;
        }

        return new SourceFile(fetch.Path, () => Release(fetch));
    }

    private static FileNotFoundException Missing(WorkLease lease) => new($"The source {lease.SourcePath} is not in the object store.");

    private async Task DownloadAsync(WorkLease lease, SourceFetch fetch, CancellationToken cancellationToken)
    {
        await using var reading = await objects.OpenSourceAsync(lease, cancellationToken) ?? throw Missing(lease);
        await using var file = new FileStream(fetch.Path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await reading.Content.CopyToAsync(file, 1 << 20, cancellationToken);
        if (file.Length != reading.Info.Length)
        {
            throw new StoreUnavailableException("object store", "StreamVerse:Objects", $"{lease.SourcePath} ended after {file.Length} of {reading.Info.Length} bytes.");
        }

        fetch.Bytes = file.Length;
        metrics.AddFetched(file.Length);
    }

    private void Release(SourceFetch fetch)
    {
        List<SourceFetch> gone = [];
        lock (_lock)
        {
            if (--fetch.Users > 0)
            {
                return;
            }

            fetch.ReleasedAs = ++_releases;
            var unused = _fetches.Values.Where(candidate => candidate.Users == 0).OrderBy(candidate => candidate.ReleasedAs).ToList();
            var kept = unused.Sum(candidate => candidate.Bytes);
            foreach (var candidate in unused)
            {
                // What did not arrive whole is of no use to anybody.
                if (!candidate.IsComplete || kept > options.Value.SourceCacheBytes)
                {
                    kept -= candidate.Bytes;
                    _fetches.Remove(candidate.SourcePath);
                    gone.Add(candidate);
                }
            }
        }

        foreach (var candidate in gone)
        {
            File.Delete(candidate.Path);
            candidate.Gate.Dispose();
        }
    }
}
