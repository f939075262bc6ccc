using StreamVerse.Storage.Cache;

namespace StreamVerse.Storage.Tests.Cache;

public sealed class CacheOptionsValidatorTests
{
    [Fact]
    public void Validate_Defaults_AreFine() => Assert.True(new CacheOptionsValidator().Validate(null, new CacheOptions()).Succeeded);

    [Theory]
    [InlineData("")]
    [InlineData("cache:6379,pasword=secret")]
    public void Validate_NoWordsOfRedis_NamesTheKeyAndNoSecret(string configuration)
    {
        var options = new CacheOptions { Provider = CacheProvider.Redis };
        options.Redis.Configuration = configuration;
        var failure = Assert.Single(new CacheOptionsValidator().Validate(null, options).Failures!);
        Assert.StartsWith("StreamVerse:Cache:Redis:Configuration ", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_EverythingWrong_NamesEachKey()
    {
        var options = new CacheOptions { Provider = CacheProvider.Redis, MemoryBytes = 1 };
        options.Redis.Configuration = "cache:6379";
        options.Redis.PasswordFile = "/nowhere/at/all";
        options.Redis.KeyPrefix = "with space";
        options.Redis.Timeout = TimeSpan.Zero;
        options.Redis.FailuresToBypass = 0;
        options.Redis.ProbeInterval = TimeSpan.FromHours(1);
        var failures = new CacheOptionsValidator().Validate(null, options).Failures!.ToList();
        Assert.All(
            (string[])["Cache:MemoryBytes", "Redis:PasswordFile", "Redis:KeyPrefix", "Redis:Timeout", "Redis:FailuresToBypass", "Redis:ProbeInterval"],
            key => Assert.Single(failures, failure => failure.Contains(key, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("access-token", 15 * 60)]
    [InlineData("refresh-token", 30 * 24 * 3600)]
    [InlineData("manifest", 30)]
    [InlineData("live-playlist", 2)]
    [InlineData("session", 8 * 3600)]
    [InlineData("idempotency-key", 24 * 3600)]
    public void Policies_OfAName_HaveTheirLifetime(string name, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(CachePolicies.All, policy => policy.Name == name).Lifetime);
}
