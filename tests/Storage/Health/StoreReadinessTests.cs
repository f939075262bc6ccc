using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Tests.Health;

public sealed class StoreReadinessTests : IDisposable
{
    private readonly OutageHost _host = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task FindFaultsAsync_StoreThatGoesAndComes_FollowsAfterTheLifetimeAndIsLogged()
    {
        Assert.Empty(await _host.Readiness.FindFaultsAsync(Cancellation));
        _host.Store.IsAway = true;
        Assert.Empty(await _host.Readiness.FindFaultsAsync(Cancellation));
        _host.Clock.Advance(StoreReadiness.Lifetime);
        Assert.Contains("StreamVerse:Fake", Assert.Single(await _host.Readiness.FindFaultsAsync(Cancellation)), StringComparison.Ordinal);
        Assert.Single(await _host.Readiness.FindFaultsAsync(Cancellation));
        Assert.Equal(2, _host.Store.Asked);
        Assert.Single(_host.Lines);

        _host.Store.IsAway = false;
        _host.Clock.Advance(StoreReadiness.Lifetime);
        Assert.Empty(await _host.Readiness.FindFaultsAsync(Cancellation));
    }

    [Fact]
    public async Task FindFaultsAsync_StoreThatNeverAnswers_IsAFaultAfterTheTime()
    {
        FakeTimeProvider clock = new();
        var store = Substitute.For<IStoreHealth>();
        store.Store.Returns("object store");
        store.Setting.Returns("StreamVerse:Objects");
        TaskCompletionSource asked = new();
        store.ProbeAsync(Arg.Any<CancellationToken>()).Returns(call =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
        });
        using StoreReadiness readiness = new([store], _host.Outages, clock);
        var faults = readiness.FindFaultsAsync(Cancellation);
        await asked.Task;
        clock.Advance(StoreReadiness.Patience);
        var fault = Assert.Single(await faults);
        Assert.Contains("did not answer", fault, StringComparison.Ordinal);
        Assert.Contains("StreamVerse:Objects", fault, StringComparison.Ordinal);
    }
}
