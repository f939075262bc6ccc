using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Testing;
using StreamVerse.Worker.Objects;
using StreamVerse.Worker.Sources;

namespace StreamVerse.Worker.Tests.Sources;

/// <summary>Sources of a store that keeps no files on this machine.</summary>
public sealed class SourceFilesTests : IDisposable
{
    private static readonly long FolderBytes = ScratchCost.Of(new InspectWork());

    private readonly TempFolder _folder = new();
    private readonly IObjectStore _objects = Substitute.For<IObjectStore>();
    private readonly FakeTimeProvider _clock = new();
    private SourceCache _cache = null!;
    private int _fetches;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_TwoAtOnce_FetchOnceAndReadTheSameBytes()
    {
        var sources = Sources(cacheBytes: 100);
        Holds("a", [1, 2, 3]);

        var both = await Task.WhenAll(OpenAsync(sources, "a"), OpenAsync(sources, "a"));

        Assert.Equal(1, _fetches);
        Assert.Equal(both[0].Path, both[1].Path);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(both[0].Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_AfterAllLeft_IsStillThere()
    {
        var sources = Sources(cacheBytes: 100);
        Holds("a", [1, 2, 3]);

        (await OpenAsync(sources, "a")).Dispose();
        using var again = await OpenAsync(sources, "a");

        Assert.Equal(1, _fetches);
        Assert.True(File.Exists(again.Path));
    }

    [Fact]
    public async Task Release_MoreThanTheCache_RemovesWhatWasLeftLongestAgo()
    {
        var sources = Sources(cacheBytes: 5);
        Holds("old", [1, 2, 3]);
        Holds("new", [4, 5, 6]);
        using var used = await OpenAsync(sources, "old");
        var usedPath = used.Path;
        var other = await OpenAsync(sources, "new");

        used.Dispose();
        Assert.True(File.Exists(usedPath));
        other.Dispose();

        Assert.False(File.Exists(usedPath));
        Assert.True(File.Exists(other.Path));
    }

    [Fact]
    public async Task Open_CutOff_ThrowsAndFetchesAnewNextTime()
    {
        var sources = Sources(cacheBytes: 100);
        Holds("a", [1, 2, 3], length: 4);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(sources, "a"));

        Holds("a", [1, 2, 3]);
        using var whole = await OpenAsync(sources, "a");

        Assert.Equal(2, _fetches);
        Assert.Single(Directory.EnumerateFiles(_folder.File("scratch/test")));
    }

    [Fact]
    public async Task Open_LimitReached_DropsWhatNobodyWorksOnFirst()
    {
        var sources = Sources(cacheBytes: 100, scratchBytes: FolderBytes + 7);
        Holds("old", [1, 2, 3]);
        Holds("older", [1, 2, 3]);
        Holds("new", [4, 5, 6]);
        var older = await OpenAsync(sources, "older");
        older.Dispose();
        var old = await OpenAsync(sources, "old");
        old.Dispose();

        using var source = await OpenAsync(sources, "new");

        Assert.Equal((false, true), (File.Exists(older.Path), File.Exists(old.Path)));
        Assert.Equal(FolderBytes + 6, _cache.Used);
    }

    [Fact]
    public async Task Open_SourceLargerThanTheLimit_IsRefusedForGoodAndNothingIsDropped()
    {
        var sources = Sources(cacheBytes: 100, scratchBytes: FolderBytes + 3);
        Holds("small", [1, 2, 3]);
        Holds("large", [1, 2, 3, 4]);
        var small = await OpenAsync(sources, "small");
        small.Dispose();

        var thrown = await Assert.ThrowsAsync<NoScratchRoomException>(() => OpenAsync(sources, "large"));

        Assert.True(thrown.IsForGood);
        Assert.True(File.Exists(small.Path));
        Assert.Equal(3, _cache.Used);
    }

    [Fact]
    public async Task Open_OthersHaveTheRoom_WaitsUntilTheyAreDone()
    {
        var sources = Sources(cacheBytes: 100, scratchBytes: FolderBytes + 5);
        Holds("a", [1, 2, 3]);
        Holds("b", [4, 5, 6]);
        var first = await OpenAsync(sources, "a");

        var second = OpenAsync(sources, "b");
        Assert.False(second.IsCompleted);
        first.Dispose();

        using var source = await second.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal([4, 5, 6], await File.ReadAllBytesAsync(source.Path, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(first.Path));
        Assert.Equal(FolderBytes + 3, _cache.Used);
    }

    [Fact]
    public async Task Open_OthersHaveTheRoomForLong_IsLeftToSomebodyElse()
    {
        var sources = Sources(cacheBytes: 100, scratchBytes: FolderBytes + 5);
        Holds("a", [1, 2, 3]);
        Holds("b", [4, 5, 6]);
        using var first = await OpenAsync(sources, "a");

        var second = OpenAsync(sources, "b");
        _clock.Advance(SourceFiles.Patience);

        Assert.False((await Assert.ThrowsAsync<NoScratchRoomException>(() => second.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken))).IsForGood);
        Assert.Equal(FolderBytes + 3, _cache.Used);
        Assert.Single(Directory.EnumerateFiles(_folder.File("scratch/test")));
    }

    [Fact]
    public async Task Open_CutOff_GivesItsRoomBack()
    {
        var sources = Sources(cacheBytes: 100, scratchBytes: FolderBytes + 5);
        Holds("a", [1, 2, 3], length: 4);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync(sources, "a"));
        Assert.Equal(0, _cache.Used);
    }

    [Fact]
    public async Task Open_EverythingReleasedAndDropped_NothingIsTaken()
    {
        var sources = Sources(cacheBytes: 0, scratchBytes: 3 * FolderBytes);
        Holds("a", [1, 2, 3]);
        var both = await Task.WhenAll(OpenAsync(sources, "a"), OpenAsync(sources, "a"));
        Assert.Equal((2 * FolderBytes) + 3, _cache.Used);
        Array.ForEach(both, static source => source.Dispose());
        Assert.Equal(0, _cache.Used);
        Assert.Empty(Directory.EnumerateFiles(_folder.File("scratch/test")));
    }

    private static Task<SourceFile> OpenAsync(SourceFiles sources, string path) => sources.OpenAsync(TestLeases.Of(path), TestContext.Current.CancellationToken);

    private SourceFiles Sources(long cacheBytes, long scratchBytes = 0)
    {
        var options = Options.Create(new WorkerOptions { Name = "test", ScratchPath = _folder.File("scratch"), SourceCacheBytes = cacheBytes, ScratchBytes = scratchBytes });
        _objects.TryGetLocalPath(default).ReturnsForAnyArgs((string?)null);
        _cache = new SourceCache(new Scratch(options), options, TestMetrics.Create(), NullLogger<SourceCache>.Instance);
        return new SourceFiles(new StoreWorkObjects(_objects), _cache, TestMetrics.Create(), _clock);
    }

    private void Holds(string path, byte[] bytes, long? length = null)
    {
        ObjectKey key = new(Buckets.Content, path);
        _objects.OpenReadAsync(key, null, Arg.Any<CancellationToken>()).Returns(_ =>
        {
            Interlocked.Increment(ref _fetches);
            return new ObjectReading(new ObjectInfo(key, length ?? bytes.Length, "etag", DateTimeOffset.UnixEpoch), new MemoryStream(bytes), bytes.Length);
        });
    }
}
