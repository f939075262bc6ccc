using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Cache.Memory;

namespace StreamVerse.Storage.Tests.Cache.Memory;

/// <summary>What only the cache in memory has: a bound, and a clock of its own.</summary>
public sealed class MemoryCacheBackendTests
{
    private const int MaxBytes = 100_000;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryCacheBackend _cache;

    public MemoryCacheBackendTests() => _cache = new MemoryCacheBackend(MaxBytes, _clock);

    [Fact]
    public async Task Set_MoreThanItHolds_DropsWhatWasNotUsedForLongest()
    {
        await _cache.SetAsync("used", new byte[10_000], s_minute);
        await _cache.SetAsync("unused", new byte[10_000], s_minute);
        for (var number = 0; number < 8; number++)
        {
            Assert.NotNull(await _cache.GetAsync("used"));
            await _cache.SetAsync($"further{number}", new byte[10_000], s_minute);
        }

        Assert.NotNull(await _cache.GetAsync("used"));
        Assert.Null(await _cache.GetAsync("unused"));
        Assert.InRange(_cache.Bytes, 1, MaxBytes);
    }

    [Fact]
    public async Task Set_LargerThanAllOfIt_IsNotKept()
    {
        await _cache.SetAsync("large", new byte[MaxBytes], s_minute);
        Assert.Null(await _cache.GetAsync("large"));
        Assert.Equal(0, _cache.Bytes);
    }

    [Fact]
    public async Task Get_WhenItsTimeIsOver_IsNothingAndTakesNoRoom()
    {
        await _cache.SetAsync("key", new byte[10], s_minute);
        _clock.Advance(s_minute - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await _cache.GetAsync("key"));
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await _cache.GetAsync("key"));
        Assert.Equal(0, _cache.Bytes);
    }

    [Fact]
    public async Task Set_TheSameKeyAgain_TakesItsRoomOnce()
    {
        await _cache.SetAsync("key", new byte[10], s_minute);
        var bytes = _cache.Bytes;
        await _cache.SetAsync("key", new byte[10], s_minute);
        Assert.Equal(bytes, _cache.Bytes);
    }
}
