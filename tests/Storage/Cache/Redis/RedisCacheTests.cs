using StackExchange.Redis;
using StreamVerse.Storage.Cache;

namespace StreamVerse.Storage.Tests.Cache.Redis;

public sealed class RedisCacheTests(RedisFixture fixture) : CacheContract
{
    private readonly string _prefix = $"test-{Guid.NewGuid():N}:";

    protected override async Task<IReadOnlyDictionary<string, string?>> SettingsAsync() => new Dictionary<string, string?>
    {
        ["StreamVerse:Cache:Provider"] = "redis",
        ["StreamVerse:Cache:Redis:Configuration"] = await fixture.GetConfigurationAsync(),
        ["StreamVerse:Cache:Redis:KeyPrefix"] = _prefix,

        // A busy machine is no reason to see no value: patience is tested elsewhere.
        ["StreamVerse:Cache:Redis:Timeout"] = "00:00:05",
    };

    [Fact]
    public async Task Set_OfEveryKind_HasItsPrefixAndItsTime()
    {
        await using var host = await OpenAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(await fixture.GetConfigurationAsync());
        foreach (var policy in CachePolicies.All)
        {
            var key = NewKey();
            await host.Cache.SetAsync(policy, key, "value"u8.ToArray(), Cancellation);
            var left = await redis.GetDatabase().KeyTimeToLiveAsync($"{_prefix}{policy.Name}:{key}");
            Assert.InRange(left!.Value, policy.Lifetime - TimeSpan.FromSeconds(1.5), policy.Lifetime);
        }
    }

    [Fact]
    public async Task Get_SetThroughAnotherConnection_IsFound()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        var key = NewKey();
        await first.Cache.SetAsync(CachePolicies.Sessions, key, "shared"u8.ToArray(), Cancellation);
        Assert.Equal("shared", await TextAsync(second.Cache, key));
        await second.Cache.RemoveAsync(CachePolicies.Sessions, key, Cancellation);
        Assert.Null(await TextAsync(first.Cache, key));
    }
}
