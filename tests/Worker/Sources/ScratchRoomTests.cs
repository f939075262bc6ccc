using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Testing;
using StreamVerse.Worker.Sources;

namespace StreamVerse.Worker.Tests.Sources;

/// <summary>No item is begun above the watermark, and it is said once.</summary>
public sealed class ScratchRoomTests : IDisposable
{
    private static readonly long FolderBytes = ScratchCost.Of(new InspectWork());

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines<ScratchRoom> _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HasRoom_ItemsHaveTheLimit_NoneUntilTheyAreDoneAndTheWorkerStaysReady()
    {
        var cache = Cache(minFree: FolderBytes, limit: 2 * FolderBytes);
        var room = Room(cache);
        ScratchShare share = new(FolderBytes);
        Assert.True(cache.TryTake(share, null, 0));
        Assert.True(room.HasRoom());
        ScratchShare second = new(1);
        Assert.True(cache.TryTake(second, null, 0));

        Assert.False(room.HasRoom());
        _clock.Advance(2 * ScratchRoom.Patience);
        Assert.False(room.HasRoom());
        Assert.Null(room.FindFault());
        Assert.Contains("StreamVerse:Worker:ScratchBytes", Assert.Single(_log.Lines), StringComparison.Ordinal);

        cache.Return(second);
        Assert.True(room.HasRoom());
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void HasRoom_SourceThatNobodyWorksOnHasTheLimit_ThereIsRoom()
    {
        var cache = Cache(minFree: FolderBytes, limit: 2 * FolderBytes);
        ScratchShare share = new(FolderBytes / 2);
        var fetch = cache.Use("a");
        Assert.True(cache.TryTake(share, fetch, FolderBytes));
        fetch.IsComplete = true;
        Assert.False(Room(cache).HasRoom());

        cache.Return(share);
        cache.Leave(fetch);

        Assert.True(Room(cache).HasRoom());
        Assert.Equal(FolderBytes, cache.Used);
    }

    [Fact]
    public void HasRoom_DiskIsShort_SaysSoOnceAndIsAFaultWhenItLasts()
    {
        var room = Room(Cache(minFree: long.MaxValue, limit: 0));
        Assert.False(room.HasRoom());
        Assert.Null(room.FindFault());
        _clock.Advance(ScratchRoom.Patience);
        Assert.False(room.HasRoom());

        Assert.Contains("StreamVerse:Worker:MinFreeScratchBytes", room.FindFault(), StringComparison.Ordinal);
        Assert.Contains(room.FindFault()!, Assert.Single(_log.Lines), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(room.HasRoom());
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void HasRoom_DiskIsShortAndASourceIsIdle_TheSourceGoes()
    {
        var options = With(minFree: 0, limit: 0);
        var free = new Scratch(options).FreeBytes;

        // As long as the disk is large, so that with it there would be enough.
        options.Value.MinFreeScratchBytes = free + (1L << 40);
        SourceCache cache = new(new Scratch(options), options, TestMetrics.Create(), NullLogger<SourceCache>.Instance);
        var fetch = cache.Use("a");
        ScratchShare share = new(0);
        Assert.True(cache.TryTake(share, fetch, 1L << 41));
        fetch.IsComplete = true;
        cache.Return(share);
        cache.Leave(fetch);

        Assert.True(Room(cache).HasRoom());
        Assert.Equal(0, cache.Used);
    }

    private IOptions<WorkerOptions> With(long minFree, long limit) =>
        Options.Create(new WorkerOptions { Name = "test", ScratchPath = _folder.File("scratch"), MinFreeScratchBytes = minFree, ScratchBytes = limit, SourceCacheBytes = long.MaxValue });

    private SourceCache Cache(long minFree, long limit)
    {
        var options = With(minFree, limit);
        return new SourceCache(new Scratch(options), options, TestMetrics.Create(), NullLogger<SourceCache>.Instance);
    }

    private ScratchRoom Room(SourceCache cache) => new(cache, _clock, _log);
}
