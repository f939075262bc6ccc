using System.Text;
using StreamVerse.Storage.Cache;

namespace StreamVerse.Storage.Tests.Cache;

/// <summary>What every adapter of the cache must do.</summary>
public abstract class CacheContract
{
    private static readonly CachePolicy s_brief = new("brief", TimeSpan.FromMilliseconds(150));

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Settings of a cache; skips the test where there is none.</summary>
    protected abstract Task<IReadOnlyDictionary<string, string?>> SettingsAsync();

    [Fact]
    public async Task Get_NothingSet_IsNothingAndCountedAsAMiss()
    {
        await using var host = await OpenAsync();
        Assert.Null(await host.Cache.GetAsync(CachePolicies.Manifests, NewKey(), Cancellation));
        Assert.Equal(1, host.Count("manifest/get/miss"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ICache.MaxValueBytes)]
    public async Task Set_BytesOfAnyLength_AreGivenBack(int length)
    {
        await using var host = await OpenAsync();
        var (key, value) = (NewKey(), new byte[length]);
        new Random(length).NextBytes(value);
        await host.Cache.SetAsync(CachePolicies.Sessions, key, value, Cancellation);
        Assert.Equal(value, (await host.Cache.GetAsync(CachePolicies.Sessions, key, Cancellation))!.Value.ToArray());
        Assert.Equal(1, host.Count("session/get/hit"));
    }

    [Fact]
    public async Task Set_CallersBufferIsUsedAgain_ValueStays()
    {
        await using var host = await OpenAsync();
        var (key, buffer) = (NewKey(), "first"u8.ToArray());
        await host.Cache.SetAsync(CachePolicies.Sessions, key, buffer, Cancellation);
        buffer.AsSpan().Clear();
        Assert.Equal("first", await TextAsync(host.Cache, key));
    }

    [Fact]
    public async Task Set_Again_ReplacesTheValue()
    {
        await using var host = await OpenAsync();
        var key = NewKey();
        await host.Cache.SetAsync(CachePolicies.Sessions, key, "one"u8.ToArray(), Cancellation);
        await host.Cache.SetAsync(CachePolicies.Sessions, key, "two"u8.ToArray(), Cancellation);
        Assert.Equal("two", await TextAsync(host.Cache, key));
    }

    [Fact]
    public async Task Set_TimeIsOver_IsNothing()
    {
        await using var host = await OpenAsync();
        var key = NewKey();
        await host.Cache.SetAsync(s_brief, key, "gone soon"u8.ToArray(), Cancellation);
        await GoneAsync(host.Cache, s_brief, key);
    }

    [Fact]
    public async Task Add_ThereIsAValue_StaysAsItIs()
    {
        await using var host = await OpenAsync();
        var key = NewKey();
        Assert.Equal(CacheAddition.Added, await host.Cache.AddAsync(CachePolicies.Sessions, key, "one"u8.ToArray(), Cancellation));
        Assert.Equal(CacheAddition.Present, await host.Cache.AddAsync(CachePolicies.Sessions, key, "two"u8.ToArray(), Cancellation));
        Assert.Equal("one", await TextAsync(host.Cache, key));
    }

    [Fact]
    public async Task Add_TimeOfTheValueIsOver_IsAdded()
    {
        await using var host = await OpenAsync();
        var key = NewKey();
        Assert.Equal(CacheAddition.Added, await host.Cache.AddAsync(s_brief, key, "one"u8.ToArray(), Cancellation));
        await GoneAsync(host.Cache, s_brief, key);
        Assert.Equal(CacheAddition.Added, await host.Cache.AddAsync(s_brief, key, "two"u8.ToArray(), Cancellation));
    }

    [Fact]
    public async Task Add_ManyAtOnce_OneWins()
    {
        await using var host = await OpenAsync();
        var key = NewKey();
        var additions = await Task.WhenAll(Enumerable.Range(0, 20).Select(number =>
            Task.Run(async () => await host.Cache.AddAsync(CachePolicies.Sessions, key, BitConverter.GetBytes(number), Cancellation), Cancellation)));
        Assert.Single(additions, CacheAddition.Added);
        Assert.Equal(19, additions.Count(static addition => addition == CacheAddition.Present));
    }

    [Fact]
    public async Task Remove_AValue_IsNothingAfterwards()
    {
        await using var host = await OpenAsync();
        var key = NewKey();
        await host.Cache.SetAsync(CachePolicies.Sessions, key, "one"u8.ToArray(), Cancellation);
        await host.Cache.RemoveAsync(CachePolicies.Sessions, key, Cancellation);
        await host.Cache.RemoveAsync(CachePolicies.Sessions, key, Cancellation);
        Assert.Null(await host.Cache.GetAsync(CachePolicies.Sessions, key, Cancellation));
    }

    [Fact]
    public async Task Get_SameKeyOfAnotherKind_IsAnotherValue()
    {
        await using var host = await OpenAsync();
        var key = NewKey();
        await host.Cache.SetAsync(CachePolicies.Sessions, key, "session"u8.ToArray(), Cancellation);
        Assert.Null(await host.Cache.GetAsync(CachePolicies.Manifests, key, Cancellation));
    }

    [Fact]
    public async Task Set_WhatNoCacheTakes_IsRefused()
    {
        await using var host = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Cache.SetAsync(CachePolicies.Sessions, "key", new byte[ICache.MaxValueBytes + 1], Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Cache.GetAsync(CachePolicies.Sessions, "", Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(async () => await host.Cache.GetAsync(CachePolicies.Sessions, new string('k', ICache.MaxKeyLength + 1), Cancellation));
    }

    [Fact]
    public async Task Get_CallerHasGivenUp_IsCancelled()
    {
        await using var host = await OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await host.Cache.GetAsync(CachePolicies.Sessions, "key", new CancellationToken(canceled: true)));
    }

    private protected static string NewKey() => Guid.NewGuid().ToString("N");

    private protected static async Task<string?> TextAsync(ICache cache, string key) =>
        await cache.GetAsync(CachePolicies.Sessions, key, Cancellation) is { } value ? Encoding.UTF8.GetString(value.Span) : null;

    private protected async Task<CacheHost> OpenAsync() => await CacheHost.OpenAsync(await SettingsAsync());

    private static async Task GoneAsync(ICache cache, CachePolicy policy, string key)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(20));
        while (await cache.GetAsync(policy, key, deadline.Token) is not null)
        {
            await Task.Delay(20, deadline.Token);
        }
    }
}
