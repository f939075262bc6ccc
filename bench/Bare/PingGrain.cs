namespace StreamVerse.Bench.Bare;

/// <summary>A grain without state, store and anything of ours.</summary>
public sealed class PingGrain : Grain, IPingGrain
{
    private long _pings;

    public Task<long> Ping() => Task.FromResult(++_pings);
}
