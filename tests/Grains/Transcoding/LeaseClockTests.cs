using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Transcoding;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>Leases on a machine whose clock is set.</summary>
public sealed class LeaseClockTests
{
    private const string Worker = "w";
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SetClock _clock = new();
    private readonly LeaseLedger _ledger;

    public LeaseClockTests() => _ledger = new LeaseLedger(_clock, Lifetime);

    [Fact]
    public void Keep_ClockIsSetAhead_TheLeaseIsStillHeld()
    {
        var lease = Take();
        _clock.Offset = Hour;
        Assert.False(_ledger.IsFree(lease.Item, "another"));
        Assert.True(_ledger.Keep(lease, new WorkProgress(0.5, 1)));
    }

    [Fact]
    public void IsFree_ClockWasSetBackAndTheWorkerIsSilent_FreeAfterTheLeasesLifetime()
    {
        _clock.Offset = Hour;
        var lease = Take();
        _clock.Offset = TimeSpan.Zero;
        _clock.Advance(Lifetime);
        Assert.True(_ledger.IsFree(lease.Item, "another"));
    }

    [Fact]
    public void IsFree_ClockWasSetBackAfterAFailure_FreeAfterThePause()
    {
        _clock.Offset = Hour;
        var lease = Take();
        _ledger.SetBack(lease, WorkFailureKind.Store);
        Assert.False(_ledger.IsFree(lease.Item, Worker));
        _clock.Offset = TimeSpan.Zero;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(_ledger.IsFree(lease.Item, Worker));
    }

    private WorkLeaseId Take() => new(Guid.Empty, 1, _ledger.Take(1, $"{Worker}/1"));
}
