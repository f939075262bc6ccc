using StreamVerse.Grains.Abstractions.Playback;

namespace StreamVerse.Bench.Bare;

/// <summary>A grain without state, store and anything of ours.</summary>
public sealed class PingGrain : Grain, IPingGrain
{
    private static readonly SessionGrant AnyGrant = new(Guid.NewGuid(), Guid.NewGuid(), "1", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), TimeSpan.FromSeconds(30), 1);

    private long _pings;

    public Task<long> Ping() => Task.FromResult(++_pings);

    public Task<SessionGrant> Grant() => Task.FromResult(AnyGrant);
}
