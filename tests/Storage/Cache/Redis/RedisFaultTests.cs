using System.Diagnostics;
using StreamVerse.Storage.Cache;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Cache.Redis;

/// <summary>A Redis of their own that dies, hangs, forgets and refuses: callers never wait and never fail.</summary>
public sealed class RedisFaultTests : IAsyncLifetime
{
    private const string Away = "The cache (setting StreamVerse:Cache:Redis:Configuration) is not available";
    private const string Back = "The cache is back";

    /// <summary>Far above the time-out of 50 ms, for two busy cores; far below any of the client's own time-outs.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(1000);
    private RedisServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(RedisServer.MissingReason is not null, RedisServer.MissingReason ?? "");
        _server = await RedisServer.StartNewAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Get_RedisHangs_IsBypassedWithinTheTimeoutAndBackWhenItGoesOn()
    {
        await using var host = await OpenAsync();
        await _server.PauseAsync(Cancellation);
        for (var call = 0; call < 3; call++)
        {
            Assert.Null(await WithinAsync(s_longest, host));
        }

        // From now on nobody waits at all.
        var since = Stopwatch.GetTimestamp();
        for (var call = 0; call < 1000; call++)
        {
            Assert.Null(await host.Cache.GetAsync(CachePolicies.Sessions, "key", Cancellation));
        }

        Assert.True(Stopwatch.GetElapsedTime(since) < s_longest);
        Assert.Equal(1003, host.Count("session/get/bypass"));
        Assert.Equal(CacheAddition.Bypassed, await host.Cache.AddAsync(CachePolicies.Sessions, "key", "x"u8.ToArray(), Cancellation));
        await host.Cache.SetAsync(CachePolicies.Sessions, "key", "x"u8.ToArray(), Cancellation);
        await _server.ResumeAsync(Cancellation);
        await host.LoggedAsync(Back, Cancellation);
        Assert.Equal("kept"u8.ToArray(), (await host.Cache.GetAsync(CachePolicies.Sessions, "key", Cancellation))!.Value.ToArray());
        Assert.Equal("did not answer within 50 ms", Reason(host));
    }

    [Fact]
    public async Task Get_RedisIsKilledAndStartedAgain_IsEmptyAndUsedAgain()
    {
        await using var host = await OpenAsync();
        await _server.KillAsync();
        await UntilAwayAsync(host);
        await _server.StartAsync(Cancellation);
        await host.LoggedAsync(Back, Cancellation);
        Assert.Null(await host.Cache.GetAsync(CachePolicies.Sessions, "key", Cancellation));
        await host.Cache.SetAsync(CachePolicies.Sessions, "key", "again"u8.ToArray(), Cancellation);
        Assert.NotNull(await host.Cache.GetAsync(CachePolicies.Sessions, "key", Cancellation));
        Assert.Equal(2, host.Lines.Count);
    }

    [Fact]
    public async Task Get_RedisIsNotThereAtTheStart_IsBypassedUntilItIs()
    {
        await _server.KillAsync();
        await using var host = new CacheHost(Settings(_server.Configuration));
        await UntilAwayAsync(host);
        await _server.StartAsync(Cancellation);
        await host.LoggedAsync(Back, Cancellation);
        await host.Cache.SetAsync(CachePolicies.Sessions, "key", "there"u8.ToArray(), Cancellation);
        Assert.NotNull(await host.Cache.GetAsync(CachePolicies.Sessions, "key", Cancellation));
    }

    [Theory]
    [InlineData(",password=not-the-password")]
    [InlineData("")]
    public async Task Get_WrongPasswordOrNone_IsBypassedAndTheLogSaysWhyWithoutIt(string password)
    {
        await using var host = new CacheHost(Settings($"127.0.0.1:{_server.Port}{password}"));
        await UntilAwayAsync(host);

        // On a busy machine it goes by being slow to refuse.
        await host.LoggedAsync("it refuses our user name or password", Cancellation);
        Assert.All(host.Lines, static line => Assert.StartsWith("Warning: " + Away, line, StringComparison.Ordinal));
        Assert.InRange(host.Lines.Count, 1, 2);
        Assert.DoesNotContain(host.Lines, static line => line.Contains("not-the-password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_PasswordFromAFile_IsLetIn()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("password"), RedisServer.Password + "\n", Cancellation);
        await using var host = await CacheHost.OpenAsync(new Dictionary<string, string?>(Settings($"127.0.0.1:{_server.Port}")) { ["StreamVerse:Cache:Redis:PasswordFile"] = folder.File("password") });
        await FillAsync(host);
    }

    [Fact]
    public async Task Get_EverythingWasFlushed_IsAMissAndNoOutage()
    {
        await using var host = await OpenAsync();
        await using (var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync(_server.Configuration + ",allowAdmin=true"))
        {
            await redis.GetServers()[0].FlushAllDatabasesAsync();
        }

        Assert.Null(await host.Cache.GetAsync(CachePolicies.Sessions, "key", Cancellation));
        Assert.Empty(host.Lines);
    }

    private static string Reason(CacheHost host) => Assert.Single(host.Lines, static line => line.Contains(Away, StringComparison.Ordinal)).Split(": it ")[1].Split('.')[0];

    private static Dictionary<string, string?> Settings(string configuration) => new()
    {
        ["StreamVerse:Cache:Provider"] = "redis",
        ["StreamVerse:Cache:Redis:Configuration"] = configuration,
        ["StreamVerse:Cache:Redis:ProbeInterval"] = "00:00:00.2",
    };

    /// <summary>A cache that is connected and holds something.</summary>
    private async Task<CacheHost> OpenAsync()
    {
        var host = await CacheHost.OpenAsync(Settings(_server.Configuration));
        await FillAsync(host);
        return host;
    }

    /// <summary>On a busy machine one answer or another may come too late.</summary>
    private static async Task FillAsync(CacheHost host)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (await host.Cache.GetAsync(CachePolicies.Sessions, "key", deadline.Token) is null)
        {
            await host.Cache.SetAsync(CachePolicies.Sessions, "key", "kept"u8.ToArray(), deadline.Token);
        }
    }

    private static async Task UntilAwayAsync(CacheHost host)
    {
        var away = host.LoggedAsync(Away, Cancellation);
        while (!away.IsCompleted)
        {
            Assert.Null(await WithinAsync(s_longest, host));
        }

        await away;
    }

    private static async Task<ReadOnlyMemory<byte>?> WithinAsync(TimeSpan longest, CacheHost host)
    {
        var since = Stopwatch.GetTimestamp();
        var value = await host.Cache.GetAsync(CachePolicies.Sessions, "key", Cancellation);
        Assert.InRange(Stopwatch.GetElapsedTime(since), TimeSpan.Zero, longest);
        return value;
    }
}
