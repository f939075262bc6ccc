using Microsoft.Extensions.Time.Testing;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Transcoding;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>Workers that die, stall, fail and come back, over thousands of random steps, against what must always hold.</summary>
public sealed class LeaseLedgerTests
{
    private const int Items = 6;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Ledger_RandomSteps_OneHolderGrowingTokensAllDone(int seed)
    {
        Random random = new(seed);
        FakeTimeProvider clock = new();
        LeaseLedger ledger = new(clock, Lifetime);
        HashSet<int> done = [];
        List<WorkLeaseId> given = [];
        long epoch = 1;
        long newest = 0;
        ledger.Reset(epoch);
        for (var step = 0; step < 3000; step++)
        {
            var item = random.Next(Items);
            switch (random.Next(10))
            {
                case < 4 when !done.Contains(item) && Asker(random) is var worker && (ledger.IsFree(item, worker) || ledger.IsOpenToRace(item, worker)):
                    var token = ledger.Take(item, $"{worker}/{random.Next(3)}");
                    Assert.True(token > newest, $"Seed {seed}, step {step}: token {token} after {newest}.");
                    newest = token;
                    given.Add(new WorkLeaseId(Guid.Empty, item, token));
                    break;
                case 4 or 5 when given.Count > 0:
                    ledger.Keep(given[random.Next(given.Count)], new WorkProgress(0.5, 1));
                    break;
                case 6 when given.Count > 0:
                    ledger.SetBack(given[random.Next(given.Count)], (WorkFailureKind)random.Next(1, 5));
                    break;
                case 7:
                    clock.Advance(TimeSpan.FromSeconds(random.Next(40)));
                    break;
                case 8 when random.Next(50) == 0:
                    ledger.Reset(++epoch);
                    break;
                case 9 when given.Count > 0 && random.Next(20) == 0:
                    var handedIn = given[random.Next(given.Count)];
                    if (ledger.Holds(handedIn))
                    {
                        Assert.True(done.Add(handedIn.Item), $"Seed {seed}, step {step}: item {handedIn.Item} was done twice.");
                        ledger.Finish(handedIn.Item);
                    }

                    break;
            }

            Assert.All(given.Where(ledger.Holds).GroupBy(lease => lease.Item), holders =>
            {
                Assert.InRange(holders.Count(), 1, 2);
                Assert.Distinct(holders.Select(lease => ledger.Find(lease)!.Worker));
                Assert.DoesNotContain(holders.Key, done);
            });
        }

        for (var item = 0; item < Items; item++)
        {
            clock.Advance(2 * Lifetime);
            Assert.True(ledger.IsFree(item, "last"), $"Seed {seed}: item {item} is never free again.");
            Assert.True(ledger.Holds(new WorkLeaseId(Guid.Empty, item, ledger.Take(item, "last/0"))));
        }
    }

    private static string Asker(Random random) => $"worker-{random.Next(3)}";

    [Fact]
    public void SetBack_OverOneWorker_OthersMayHaveItFirst()
    {
        FakeTimeProvider clock = new();
        LeaseLedger ledger = new(clock, Lifetime);
        ledger.Reset(1);
        ledger.SetBack(Id(1, ledger.Take(1, "a/0")), WorkFailureKind.Worker);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((false, true), (ledger.IsFree(1, "a"), ledger.IsFree(1, "b")));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(ledger.IsFree(1, "a"));
    }

    [Fact]
    public void SetBack_ByStoresAndWorkers_OnlyWhatMayBeTheItemsIsHeldAgainstIt()
    {
        LeaseLedger ledger = new(new FakeTimeProvider(), Lifetime);
        ledger.Reset(1);
        ItemSetback setback = ItemSetback.None;
        foreach (var (worker, kind) in new[] { ("a", WorkFailureKind.Store), ("b", WorkFailureKind.Worker), ("c", WorkFailureKind.Transient), ("c", WorkFailureKind.Transient) })
        {
            setback = ledger.SetBack(Id(1, ledger.Take(1, $"{worker}/0")), kind);
        }

        Assert.Equal(4, setback.Tries);
        Assert.Equal(["b", "c"], setback.FailedOver.Order());
        Assert.Equal(["c"], setback.BlamedBy);
    }

    [Fact]
    public void IsFree_HolderWentSilent_IsTakenFromItAndTold()
    {
        FakeTimeProvider clock = new();
        LeaseLedger ledger = new(clock, Lifetime);
        ledger.Reset(1);
        ledger.Take(1, "a/3");
        clock.Advance(Lifetime);
        Assert.True(ledger.IsFree(1, "b"));
        Assert.Equal("a", Assert.Single(ledger.TakeSilent()).Worker);
        Assert.Empty(ledger.TakeSilent());
        Assert.Equal(["a"], ledger.SetbackOf(1)!.FailedOver);
        Assert.Empty(ledger.SetbackOf(1)!.BlamedBy);
        Assert.Equal((0, 1), (ledger.SetbackOf(1)!.Tries, ledger.SetbackOf(1)!.Silences));
    }

    [Fact]
    public void Race_OneOfTwoFails_TheOtherGoesOn()
    {
        LeaseLedger ledger = new(new FakeTimeProvider(), Lifetime);
        ledger.Reset(1);
        var slow = Id(1, ledger.Take(1, "a/0"));
        Assert.Equal((false, true), (ledger.IsOpenToRace(1, "a"), ledger.IsOpenToRace(1, "b")));
        var fast = Id(1, ledger.Take(1, "b/0"));
        Assert.False(ledger.IsOpenToRace(1, "c"));

        ledger.SetBack(slow, WorkFailureKind.Transient);
        Assert.Equal((false, true, false), (ledger.Holds(slow), ledger.Holds(fast), ledger.IsFree(1, "c")));
        ledger.Finish(1);
        Assert.False(ledger.Holds(fast));
    }

    private static WorkLeaseId Id(int item, long token) => new(Guid.Empty, item, token);

    [Fact]
    public void SetBack_AgainAndAgain_DelaysGrowToHalfAMinute()
    {
        FakeTimeProvider clock = new();
        LeaseLedger ledger = new(clock, Lifetime);
        ledger.Reset(1);
        List<double> delays = [];
        for (var tries = 1; tries <= 7; tries++)
        {
            Assert.Equal(tries, ledger.SetBack(Id(1, ledger.Take(1, "a/0")), WorkFailureKind.Transient).Tries);
            var seconds = 0;
            while (!ledger.IsFree(1, "b"))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                seconds++;
            }

            delays.Add(seconds);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
    }
}
