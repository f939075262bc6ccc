using Microsoft.Extensions.Time.Testing;
using StreamVerse.Hosting.Health;

namespace StreamVerse.Hosting.Tests.Health;

/// <summary>Whoever asks for readiness is answered before they give up.</summary>
public sealed class ReadinessTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedCheck _stores = new("stores");
    private readonly ScriptedCheck _cluster = new("control cluster");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindFaultsAsync_SeveralChecks_AreAskedAtOnceAndToldInOrder()
    {
        var asking = new Readiness([_stores, _cluster], _clock).FindFaultsAsync(Cancellation);
        Assert.True(_stores.IsAsked && _cluster.IsAsked);
        _cluster.Answer("No silo answers.");
        _stores.Answer("The object store is away.");
        Assert.Equal(["The object store is away.", "No silo answers."], await asking);
    }

    [Fact]
    public async Task FindFaultsAsync_AllIsWell_IsNothing()
    {
        _stores.Answer();
        Assert.Empty(await new Readiness([_stores], _clock).FindFaultsAsync(Cancellation));
    }

    [Fact]
    public async Task FindFaultsAsync_OneDoesNotAnswer_IsNamedBeforeAnybodyGivesUp()
    {
        _stores.Answer("The object store is away.");
        var asking = new Readiness([_stores, _cluster], _clock).FindFaultsAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(["The object store is away.", "Whether the control cluster can be used is not known: no answer within 2.5 s."], await asking.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }
}
