using StreamVerse.Storage.Tests.Cache.Redis;
using StreamVerse.Testing;

[assembly: AssemblyFixture(typeof(RedisFixture))]

namespace StreamVerse.Storage.Tests.Cache.Redis;

/// <summary>
/// The Redis of the tests: the one that the environment names (STREAMVERSE_TEST_REDIS, in StackExchange.Redis' words: see
/// compose.yaml), otherwise one of their own, started by the first test that needs it.
/// </summary>
public sealed class RedisFixture : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private RedisServer? _server;

    /// <summary>Where it is; skips the test where there is none.</summary>
    public async Task<string> GetConfigurationAsync()
    {
        if (Environment.GetEnvironmentVariable("STREAMVERSE_TEST_REDIS") is { Length: > 0 } named)
        {
            return named;
        }

        Assert.SkipWhen(RedisServer.MissingReason is not null, RedisServer.MissingReason ?? "");
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _server ??= await RedisServer.StartNewAsync(TestContext.Current.CancellationToken);
            return _server.Configuration;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _gate.Dispose();
    }
}
