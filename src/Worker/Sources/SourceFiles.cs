using StreamVerse.Storage;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Worker.Sources;

/// <summary>
/// Sources as local files, since ffmpeg may read nothing else. A store that keeps objects as files of this machine is
/// read in place; from any other a source is fetched once and kept while somebody works on it.
/// </summary>
/// <param name="objects">The object store.</param>
/// <param name="scratch">Where fetched sources lie.</param>
internal sealed class SourceFiles(IObjectStore objects, Scratch scratch)
{
    private readonly Dictionary<string, Fetch> _fetches = [];
    private readonly Lock _lock = new();

    /// <summary>A source as a local file, for as long as the result is not disposed of.</summary>
    /// <exception cref="StoreUnavailableException">The store is down, or the scratch disk is full.</exception>
    /// <exception cref="FileNotFoundException">There is no such source.</exception>
    public async Task<SourceFile> OpenAsync(string sourcePath, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(Buckets.Content, sourcePath);
        if (objects.TryGetLocalPath(key) is { } local)
        {
            // A folder that is not mounted looks like a missing file: the store knows better.
            return File.Exists(local) || await objects.FindAsync(key, cancellationToken) is not null ? new SourceFile(local, null) : throw Missing(key);
        }

        Fetch fetch;
        lock (_lock)
        {
            if (!_fetches.TryGetValue(sourcePath, out fetch!))
            {
                fetch = new Fetch(scratch.NewFile("source"), key);
                _fetches.Add(sourcePath, fetch);
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
                    await DownloadAsync(fetch, cancellationToken);
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

    private static FileNotFoundException Missing(ObjectKey key) => new($"The source {key} is not in the object store.");

    private async Task DownloadAsync(Fetch fetch, CancellationToken cancellationToken)
    {
        await using var reading = await objects.OpenReadAsync(fetch.Key, range: null, cancellationToken) ?? throw Missing(fetch.Key);
        await using var file = new FileStream(fetch.Path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await reading.Content.CopyToAsync(file, 1 << 20, cancellationToken);
        if (file.Length != reading.Info.Length)
        {
            throw new StoreUnavailableException("object store", "StreamVerse:Objects", $"{fetch.Key} ended after {file.Length} of {reading.Info.Length} bytes.");
        }
    }

    private void Release(Fetch fetch)
    {
        lock (_lock)
        {
            if (--fetch.Users > 0)
            {
                return;
            }

            _fetches.Remove(fetch.Key.Path);
        }

        File.Delete(fetch.Path);
        fetch.Gate.Dispose();
    }

    private sealed class Fetch(string path, ObjectKey key)
    {
        public string Path => path;

        public ObjectKey Key => key;

        public SemaphoreSlim Gate { get; } = new(1, 1);

        public bool IsComplete { get; set; }

        public int Users { get; set; }
    }
}
