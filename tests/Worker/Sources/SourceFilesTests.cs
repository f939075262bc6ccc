using Microsoft.Extensions.Options;
using NSubstitute;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Testing;
using StreamVerse.Worker.Objects;
using StreamVerse.Worker.Sources;

namespace StreamVerse.Worker.Tests.Sources;

/// <summary>Sources of a store that keeps no files on this machine.</summary>
public sealed class SourceFilesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly IObjectStore _objects = Substitute.For<IObjectStore>();
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

    private static Task<SourceFile> OpenAsync(SourceFiles sources, string path) => sources.OpenAsync(TestLeases.Of(path), TestContext.Current.CancellationToken);

    private SourceFiles Sources(long cacheBytes)
    {
        var options = Options.Create(new WorkerOptions { Name = "test", ScratchPath = _folder.File("scratch"), SourceCacheBytes = cacheBytes });
        _objects.TryGetLocalPath(default).ReturnsForAnyArgs((string?)null);
        return new SourceFiles(new StoreWorkObjects(_objects), new Scratch(options), options, TestMetrics.Create());
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
