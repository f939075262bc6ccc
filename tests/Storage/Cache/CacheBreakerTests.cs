using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Cache;
using StreamVerse.Storage.Cache.Redis;

namespace StreamVerse.Storage.Tests.Cache;

/// <summary>What the log is told of a cache that is away.</summary>
public sealed class CacheBreakerTests : IDisposable
{
    private const string Slow = "it did not answer within 50 ms";

    private readonly FailingBackend _backend = new();
    private readonly RedisCacheOptions _options = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();
    private readonly ILoggerFactory _loggers;
    private readonly CacheBreaker _breaker;

    public CacheBreakerTests()
    {
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
        _breaker = new CacheBreaker(_backend, _options, _clock, _loggers.CreateLogger<CacheBreaker>());
    }

    public void Dispose()
    {
        _breaker.Dispose();
        _loggers.Dispose();
        _log.Dispose();
    }

    [Theory(Timeout = 30_000)]
    [InlineData(Slow, "it refuses", false, 2)]
    [InlineData("it refuses", "it refuses", false, 1)]
    [InlineData(Slow, "it cannot be reached", true, 1)]
    public async Task Fail_AnotherReasonIsFoundLater_IsToldOnceWhereItDoesNotPass(string atFirst, string later, bool mayPass, int lines)
    {
        _backend.Fault = new StoreUnavailableException("cache", "setting", later) { MayPass = mayPass };
        for (var failure = 0; failure < _options.FailuresToBypass; failure++)
        {
            _breaker.Fail(atFirst);
        }

        var back = _log.WaitAsync("The cache is back");
        while (!back.IsCompleted)
        {
            _clock.Advance(_options.ProbeInterval);
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await back;
        Assert.False(_breaker.IsOpen);
        Assert.Equal(lines, _log.Lines.Count(static line => line.StartsWith("Warning", StringComparison.Ordinal)));
        Assert.Contains(_log.Lines, line => line.Contains(mayPass ? atFirst : later, StringComparison.Ordinal));
    }

    /// <summary>Fails a few times, and answers from then on.</summary>
    private sealed class FailingBackend : ICacheBackend
    {
        private int _failures = 5;

        public StoreUnavailableException Fault { get; set; } = null!;

        public Task Opening => Task.CompletedTask;

        public Task PingAsync() => _failures-- > 0 ? Task.FromException(Fault) : Task.CompletedTask;

        public Task<ReadOnlyMemory<byte>?> GetAsync(string key) => throw new NotSupportedException();

        public Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime) => throw new NotSupportedException();

        public Task<bool> AddAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime) => throw new NotSupportedException();

        public Task RemoveAsync(string key) => throw new NotSupportedException();
    }
}
