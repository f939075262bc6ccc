using Microsoft.Extensions.Logging;
using NSubstitute;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Tests.Health;

public sealed class StoreGateTests : IDisposable
{
    private readonly OutageHost _host = new();
    private readonly IStorePreparation _store = Substitute.For<IStorePreparation>();

    public StoreGateTests() => _store.Store.Returns("object store");

    public void Dispose() => _host.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAsync_StoreComesLate_WaitsAndLogsOncePerReason()
    {
        var tries = 0;
        _store.PrepareAsync(Arg.Any<CancellationToken>()).Returns(_ => ++tries switch
        {
            < 5 => throw Away("it cannot be reached."),
            < 9 => throw Away("it is starting."),
            _ => Task.CompletedTask,
        });
        StoreGate gate = new([_store], _host.Clock, _host.Logger<StoreGate>());
        var opening = gate.OpenAsync(Cancellation);
        Assert.Contains("cannot be reached", Assert.Single(gate.Faults), StringComparison.Ordinal);
        while (!opening.IsCompleted)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        await opening;
        Assert.Empty(gate.Faults);
        Assert.Equal(9, tries);
        Assert.Equal([LogLevel.Warning, LogLevel.Warning, LogLevel.Information], _host.Lines.Select(static line => line.Level));
    }

    [Fact]
    public async Task OpenAsync_FaultThatDoesNotPass_EndsTheWaitForTheOthers()
    {
        var other = Substitute.For<IStorePreparation>();
        other.Store.Returns("relational store");
        other.PrepareAsync(Arg.Any<CancellationToken>()).Returns(_ => throw new StoreUnavailableException("relational store", "s", "it refuses the password."));
        _store.PrepareAsync(Arg.Any<CancellationToken>()).Returns(_ => throw Away("it cannot be reached."));
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => new StoreGate([_store, other], _host.Clock, _host.Logger<StoreGate>()).OpenAsync(Cancellation));
        Assert.Equal("relational store", thrown.Store);
    }

    private static StoreUnavailableException Away(string reason) => new("object store", "s", reason) { MayPass = true };
}
