using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Storage;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.DeadLetters;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>How events come from the outbox to consumers, on every database.</summary>
public abstract class EventContract(ClusterSource clusters, Probes probes) : IAsyncLifetime
{
    private readonly Guid _entity = Guid.NewGuid();

    private GrainCluster Cluster { get; set; } = null!;

    private Probe Mine => probes.Of(_entity);

    private IProbeGrain Entity => Cluster.Grains.GetGrain<IProbeGrain>(_entity);

    private IDeadLetterGrain Letters => Cluster.Grains.GetGrain<IDeadLetterGrain>(Region.Here);

    public async ValueTask InitializeAsync() => Cluster = await clusters.GetAsync();

    public ValueTask DisposeAsync()
    {
        Cluster?.Faults.Clear();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Raise_ManyEntitiesAtOnce_EveryEventArrivesOnceAndInOrder()
    {
        var entities = Enumerable.Range(0, 24).Select(_ => Guid.NewGuid()).ToList();
        await Task.WhenAll(entities.Select(async entity =>
        {
            for (var write = 0; write < 4; write++)
            {
                await Cluster.Grains.GetGrain<IProbeGrain>(entity).Raise(3);
            }
        }));
        foreach (var probe in entities.Select(probes.Of))
        {
            await TakesAsync(probe, 12);
            Assert.Equal(Enumerable.Range(0, 12), probe.Arrivals);
        }

        await PublishedAsync();
    }

    [Fact]
    public async Task Take_FailsAtFirst_IsTriedAgainBeforeLaterOnes()
    {
        Mine.OnArrival = static (number, times) => number == 1 && times < ProbeSettings.MaxTries ? throw new InvalidOperationException("Not yet.") : Task.CompletedTask;
        await Entity.Raise(3);
        await TakesAsync(Mine, 3);
        Assert.Equal([0, 1, 1, 1, 2], Mine.Arrivals);
        Assert.DoesNotContain(await LettersAsync(), IsMine);
    }

    [Fact]
    public async Task Take_StoreIsAwayForLong_IsTriedWithoutEndAndNotSetAside()
    {
        Mine.OnArrival = static (_, times) => times <= 4 * ProbeSettings.MaxTries ? throw new StoreUnavailableException("relational store", "a setting", "It is away.") : Task.CompletedTask;
        await Entity.Raise(1);
        await TakesAsync(Mine, 1);
        Assert.Equal((4 * ProbeSettings.MaxTries) + 1, Mine.Arrivals.Count);
        Assert.DoesNotContain(await LettersAsync(), IsMine);
    }

    [Fact]
    public async Task Take_PoisonEvent_IsSetAsideAndLaterOnesGoOn()
    {
        Mine.OnArrival = static (number, _) => number == 1 ? throw new InvalidOperationException("It is\npoison.") : Task.CompletedTask;
        await Entity.Raise(3);
        await Eventually.HoldsAsync(() => Task.FromResult(Mine.Taken.SequenceEqual([0, 2])), "The others are taken");
        var letter = Assert.Single(await LettersAsync(), IsMine);
        Assert.Equal(("probe", "probe.raised", "It is poison.", ProbeSettings.MaxTries), (letter.Topic, letter.Type, letter.Error, letter.Tries));
        Assert.StartsWith("probe-consumer/", letter.Consumer, StringComparison.Ordinal);
        Assert.Equal("{\"number\":1}", letter.Data);
        await PublishedAsync();
    }

    [Fact]
    public async Task Replay_ConsumerMended_TakesTheEventAndTheLetterIsGone()
    {
        Mine.OnArrival = static (number, _) => number == 0 ? throw new InvalidOperationException("It is poison.") : Task.CompletedTask;
        await Entity.Raise(2);
        await TakesAsync(Mine, 1);
        var letter = Assert.Single(await LettersAsync(), IsMine);

        var failed = await Assert.ThrowsAsync<DomainException>(() => Letters.Replay(letter.Id));
        Assert.Equal((ErrorKind.Conflict, "replay-failed", "It is poison."), (failed.Kind, failed.Code, failed.Message));
        var again = Assert.Single(await LettersAsync(), IsMine);
        Assert.Equal((letter.Id, ProbeSettings.MaxTries + 1), (again.Id, again.Tries));

        Mine.OnArrival = static (_, _) => Task.CompletedTask;
        await Letters.Replay(letter.Id);
        Assert.Equal([1, 0], Mine.Taken);
        Assert.DoesNotContain(await LettersAsync(), IsMine);
        var gone = await Assert.ThrowsAsync<DomainException>(() => Letters.Replay(letter.Id));
        Assert.Equal((ErrorKind.NotFound, "dead-letter-not-found"), (gone.Kind, gone.Code));
    }

    [Fact]
    public async Task Replay_ConsumerIsNoMore_SaysSoAndTheLetterStays()
    {
        Mine.OnArrival = static (_, _) => throw new InvalidOperationException("It is poison.");
        await Entity.Raise(1);
        await Eventually.HoldsAsync(async () => (await LettersAsync()).Any(IsMine), "The event is set aside");
        var letters = Cluster.Silos.GetActiveSilos().First().ServiceProvider.GetRequiredService<IDeadLetters>();
        var letter = (await letters.FindAsync((await LettersAsync()).Single(IsMine).Id, TestContext.Current.CancellationToken))!;
        var orphan = letter with { Id = Guid.NewGuid(), Consumer = $"renamed-{letter.Consumer}" };
        await letters.PutAsync(orphan, TestContext.Current.CancellationToken);

        var failed = await Assert.ThrowsAsync<DomainException>(() => Letters.Replay(orphan.Id));
        Assert.Equal((ErrorKind.Conflict, "consumer-unknown"), (failed.Kind, failed.Code));
        Assert.Contains(orphan.Consumer, failed.Message, StringComparison.Ordinal);
        Assert.Contains(await LettersAsync(), left => left.Id == orphan.Id);
    }

    [Fact]
    public async Task Mark_StoreIsAway_IsMadeGoodAndNothingIsTakenTwice()
    {
        Cluster.Faults.Fail("MarkPublishedAsync", 5);
        await Entity.Raise(2);
        await TakesAsync(Mine, 2);
        await PublishedAsync();
        Assert.Equal([0, 1], Mine.Arrivals);
    }

    [Fact]
    public async Task Deliver_EventsComeAgain_ArePassedOver()
    {
        await Entity.Raise(3);
        await TakesAsync(Mine, 3);
        await PublishedAsync();
        var store = Cluster.Silos.GetActiveSilos().First().ServiceProvider.GetRequiredService<IRelationalStore>();
        var unmarked = await store.ExecuteAsync(
            $"UPDATE {store.Dialect.Table("platform", "outbox")} SET published = $2 WHERE entity_id LIKE $1",
            [$"%{_entity:N}", new SqlValue(ColumnType.Boolean, false)],
            TestContext.Current.CancellationToken);
        Assert.Equal(3, unmarked);
        await Entity.Raise(1);
        await TakesAsync(Mine, 4);
        await PublishedAsync();
        Assert.Equal([0, 1, 2, 3], Mine.Arrivals);
    }

    [Theory]
    [InlineData(0, null, "limit-invalid")]
    [InlineData(201, null, "limit-invalid")]
    [InlineData(10, "nonsense", "cursor-invalid")]
    public async Task ListLetters_WrongPage_IsRefused(int limit, string? cursor, string code)
    {
        var refused = await Assert.ThrowsAsync<DomainException>(() => Letters.List(limit, cursor));
        Assert.Equal((ErrorKind.Invalid, code), (refused.Kind, refused.Code));
    }

    private static Task TakesAsync(Probe probe, int count) => Eventually.BecomesAsync(() => Task.FromResult(probe.Taken), taken => taken.Count == count, $"{count} events are taken");

    private Task PublishedAsync() =>
        Eventually.HoldsAsync(async () => (await Cluster.Outbox.MeasureLagAsync(TestContext.Current.CancellationToken)).Unpublished == 0, "All events are published");

    private async Task<IReadOnlyList<DeadLetterView>> LettersAsync() => (await Letters.List(200, null)).Items;

    private bool IsMine(DeadLetterView letter) => letter.EntityId.EndsWith(_entity.ToString("N"), StringComparison.Ordinal);
}
