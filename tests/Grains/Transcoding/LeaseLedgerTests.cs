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
                case < 4 when !done.Contains(item) && ledger.IsFree(item):
                    var token = ledger.Take(item, $"worker/{random.Next(3)}");
                    Assert.True(token > newest, $"Seed {seed}, step {step}: token {token} after {newest}.");
                    newest = token;
                    given.Add(new WorkLeaseId(Guid.Empty, item, token));
                    break;
                case 4 or 5 when given.Count > 0:
                    ledger.Keep(given[random.Next(given.Count)], new WorkProgress(0.5, 1));
                    break;
                case 6 when given.Count > 0:
                    ledger.SetBack(given[random.Next(given.Count)].Item);
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
                        ledger.Release(handedIn.Item);
                    }

                    break;
            }

            var holders = given.Where(ledger.Holds).GroupBy(lease => lease.Item);
            Assert.All(holders, item => Assert.Equal(given.Where(lease => lease.Item == item.Key).Max(lease => lease.Token), Assert.Single(item).Token));
        }

        for (var item = 0; item < Items; item++)
        {
            clock.Advance(2 * Lifetime);
            Assert.True(ledger.IsFree(item), $"Seed {seed}: item {item} is never free again.");
            Assert.True(ledger.Holds(new WorkLeaseId(Guid.Empty, item, ledger.Take(item, "last/0"))));
        }
    }

    [Fact]
    public void SetBack_AgainAndAgain_DelaysGrowToHalfAMinute()
    {
        FakeTimeProvider clock = new();
        LeaseLedger ledger = new(clock, Lifetime);
        ledger.Reset(1);
        List<double> delays = [];
        for (var tries = 1; tries <= 7; tries++)
        {
            ledger.Take(1, "a/0");
            Assert.Equal(tries, ledger.SetBack(1));
            var seconds = 0;
            while (!ledger.IsFree(1))
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                seconds++;
            }

            delays.Add(seconds);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], delays);
    }
}
