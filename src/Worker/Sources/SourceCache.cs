using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace StreamVerse.Worker.Sources;

/// <summary>
/// What lies on the scratch disk: sources, by who works on them, and the leases' folders. Together they have no more than
/// <see cref="WorkerOptions.ScratchBytes"/>; sources that nobody works on go when something else needs their room, those
/// left longest ago first.
/// </summary>
/// <param name="scratch">The disk.</param>
/// <param name="options">How much may be there.</param>
/// <param name="metrics">Shows how much is.</param>
/// <param name="logger">The log.</param>
internal sealed partial class SourceCache(Scratch scratch, IOptions<WorkerOptions> options, WorkerMetrics metrics, ILogger<SourceCache> logger)
{
    private readonly long _minFree = options.Value.MinFreeScratchBytes;
    private readonly Dictionary<string, SourceFetch> _fetches = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _releases;
    private long _used;
    private long _dropping;

    /// <summary>Bytes that everything together may have; 0: any number.</summary>
    public long Limit { get; } = options.Value.ScratchBytes;

    /// <summary>Done when room has become free since this was read: read it before trying to take some.</summary>
    public Task Freed
    {
        get
        {
            lock (_lock)
            {
                return _freed.Task;
            }
        }
    }

    /// <summary>Bytes that are taken.</summary>
    public long Used
    {
        get
        {
            lock (_lock)
            {
                return _used;
            }
        }
    }

    /// <summary>Makes room for one more item, <see cref="WorkerOptions.MinFreeScratchBytes"/> on the disk and of the limit.</summary>
    /// <returns>Why there is none; <see langword="null"/> where there is.</returns>
    public ScratchShortage? MakeRoom()
    {
        List<SourceFetch> victims;
        lock (_lock)
        {
            var free = _minFree == 0 ? 0 : scratch.FreeBytes;
            var idle = Idle().Sum(static fetch => fetch.Bytes) + _dropping;
            if (free + idle < _minFree)
            {
                return new ScratchShortage($"The disk of {WorkerOptions.Section}:{nameof(WorkerOptions.ScratchPath)} has {free} bytes free, fewer than {WorkerOptions.Section}:{nameof(WorkerOptions.MinFreeScratchBytes)} ({_minFree}). Free some room there.", IsOfDisk: true);
            }

            if (Limit > 0 && Limit - _used + idle < _minFree)
            {
                return new ScratchShortage($"The items at hand have {_used - idle} of the {Limit} bytes of {WorkerOptions.Section}:{nameof(WorkerOptions.ScratchBytes)}.", IsOfDisk: false);
            }

            victims = Take(_minFree - free);
        }

        Drop(victims);
        return null;
    }

    /// <summary>Begins to work on a source, which may have to be fetched yet.</summary>
    public SourceFetch Use(string sourcePath)
    {
        lock (_lock)
        {
            if (!_fetches.TryGetValue(sourcePath, out var fetch))
            {
                fetch = new SourceFetch(scratch.NewFile("source"), sourcePath);
                _fetches.Add(sourcePath, fetch);
            }

            fetch.Users++;
            return fetch;
        }
    }

    /// <summary>Ends to work on a source. Sources that nobody works on stay, as long as they are whole and have no more than <see cref="WorkerOptions.SourceCacheBytes"/>.</summary>
    public void Leave(SourceFetch fetch)
    {
        List<SourceFetch> gone = [];
        lock (_lock)
        {
            if (--fetch.Users > 0)
            {
                return;
            }

            fetch.ReleasedAs = ++_releases;
            var idle = Idle();
            var kept = idle.Sum(static candidate => candidate.Bytes);
            foreach (var candidate in idle)
            {
                // What did not arrive whole is of no use to anybody.
                if (!candidate.IsComplete || kept > options.Value.SourceCacheBytes)
                {
                    kept -= candidate.Bytes;
                    _dropping += candidate.Bytes;
                    _fetches.Remove(candidate.SourcePath);
                    gone.Add(candidate);
                }
            }

            Signal();
        }

        Drop(gone);
    }

    /// <summary>Takes room for an item's folder, and for its source where that is not there yet.</summary>
    /// <param name="share">The folder's.</param>
    /// <param name="fetch">The source; <see langword="null"/> where it is not on this disk.</param>
    /// <param name="sourceBytes">How long the source is.</param>
    /// <returns>Whether there was room, or could be made.</returns>
    /// <exception cref="NoScratchRoomException">There never will be.</exception>
    public bool TryTake(ScratchShare share, SourceFetch? fetch, long sourceBytes)
    {
        if (Limit > 0 && share.Bytes + sourceBytes > Limit)
        {
            throw new NoScratchRoomException(share.Bytes + sourceBytes, Limit, isForGood: true);
        }

        while (true)
        {
            List<SourceFetch> victims;
            lock (_lock)
            {
                var bytes = share.Bytes + sourceBytes - (fetch?.Bytes ?? 0);
                var lacking = Limit > 0 ? _used + bytes - Limit : 0;
                if (lacking > Idle().Sum(static candidate => candidate.Bytes))
                {
                    return false;
                }

                // The disk may be shared with strangers; where even that does not help, it is full, and the item says so.
                victims = Take(Math.Max(lacking, bytes - scratch.FreeBytes));
                if (victims.Count == 0)
                {
                    Add(bytes);
                    share.IsTaken = true;
                    if (fetch is not null)
                    {
                        fetch.Bytes = sourceBytes;
                    }

                    return true;
                }
            }

            Drop(victims);
        }
    }

    /// <summary>Gives an item's room back, where it has it.</summary>
    public void Return(ScratchShare share)
    {
        lock (_lock)
        {
            if (share.IsTaken)
            {
                share.IsTaken = false;
                Add(-share.Bytes);
                Signal();
            }
        }
    }

    /// <summary>Those that nobody works on, the one left longest ago first.</summary>
    private List<SourceFetch> Idle() => [.. _fetches.Values.Where(static fetch => fetch.Users == 0).OrderBy(static fetch => fetch.ReleasedAs)];

    /// <summary>Takes as many sources out as have so many bytes together, or all that nobody works on; they are to be dropped then.</summary>
    private List<SourceFetch> Take(long bytes)
    {
        List<SourceFetch> taken = [];
        foreach (var candidate in Idle())
        {
            if (bytes <= 0)
            {
                break;
            }

            bytes -= candidate.Bytes;
            _dropping += candidate.Bytes;
            _fetches.Remove(candidate.SourcePath);
            taken.Add(candidate);
        }

        return taken;
    }

    /// <summary>Their room is free when their files are gone, and no sooner.</summary>
    private void Drop(List<SourceFetch> fetches)
    {
        foreach (var fetch in fetches)
        {
            try
            {
                File.Delete(fetch.Path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It goes with the folder at the next start; what the disk really has is looked at before every lease.
                LogNotDropped(exception, fetch.Path);
            }
            finally
            {
                fetch.Gate.Dispose();
                lock (_lock)
                {
                    _dropping -= fetch.Bytes;
                    Add(-fetch.Bytes);
                    Signal();
                }
            }
        }
    }

    private void Add(long bytes)
    {
        _used += bytes;
        metrics.AddScratch(bytes);
    }

    private void Signal()
    {
        _freed.TrySetResult();
        _freed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A source that nobody works on could not be removed from the scratch disk: {Path}.")]
    private partial void LogNotDropped(Exception exception, string path);
}
