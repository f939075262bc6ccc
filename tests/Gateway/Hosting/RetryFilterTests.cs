using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Gateway.Hosting;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Playback;

namespace StreamVerse.Gateway.Tests.Hosting;

/// <summary>Calls that silos leave unanswered.</summary>
public sealed class RetryFilterTests
{
    [Fact(Timeout = 30_000)]
    public async Task Invoke_HundredsAreLeftUnanswered_FewAreMadeAgainAtOnceAndAllAreAnsweredInTheEnd()
    {
        using var filter = Filter(TimeProvider.System);
        var (under, most) = (0, 0);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 500).Select(_ => new ScriptedCall(Method(nameof(ISessionGrain.Get)), async made =>
        {
            if (made == 0)
            {
                throw new TimeoutException("The silo does not answer.");
            }

            var now = Interlocked.Increment(ref under);
            InterlockedMax(ref most, now);
            if (now == RetryFilter.MostRepeats)
            {
                enough.TrySetResult();
            }

            await answer.Task;
            Interlocked.Decrement(ref under);
        })).ToList();

        var all = Task.WhenAll(calls.Select(filter.Invoke));
        await enough.Task.WaitAsync(TestContext.Current.CancellationToken);
        answer.SetResult();
        await all;

        Assert.Equal(RetryFilter.MostRepeats, most);
        Assert.All(calls, static call => Assert.Equal(2, call.Made));
    }

    [Fact(Timeout = 30_000)]
    public async Task Invoke_MoreThanSilosCanAnswerAtOnce_WaitHereAndAreMadeOnce()
    {
        using var filter = Filter(TimeProvider.System);
        var limit = RetryFilter.MostFirst;
        var (under, most) = (0, 0);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, 2 * limit).Select(_ => new ScriptedCall(Method(nameof(ISessionGrain.Get)), async _ =>
        {
            var now = Interlocked.Increment(ref under);
            InterlockedMax(ref most, now);
            if (now == limit)
            {
                enough.TrySetResult();
            }

            await answer.Task;
            Interlocked.Decrement(ref under);
        })).ToList();

        var all = Task.WhenAll(calls.Select(filter.Invoke));
        await enough.Task.WaitAsync(TestContext.Current.CancellationToken);
        answer.SetResult();
        await all;

        Assert.Equal(limit, most);
        Assert.All(calls, static call => Assert.Equal(1, call.Made));
    }

    [Fact(Timeout = 30_000)]
    public async Task Invoke_ManyWaitForSomethingToHappen_OthersHaveTheirTurn()
    {
        using var filter = Filter(TimeProvider.System);
        var happens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = Enumerable.Range(0, 2 * RetryFilter.MostFirst).Select(_ => filter.Invoke(new ScriptedCall(typeof(ITitleGrain).GetMethod(nameof(ITitleGrain.WaitForChange))!, _ => happens.Task))).ToList();

        await filter.Invoke(new ScriptedCall(Method(nameof(ISessionGrain.Get)), static _ => Task.CompletedTask)).WaitAsync(TestContext.Current.CancellationToken);

        happens.SetResult();
        await Task.WhenAll(waiting);
    }

    [Fact]
    public async Task Invoke_NeverItsTurn_FailsWhenPatienceEnds()
    {
        FakeTimeProvider clock = new();
        using var filter = Filter(clock);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var under = Enumerable.Range(0, RetryFilter.MostFirst).Select(_ => filter.Invoke(new ScriptedCall(Method(nameof(ISessionGrain.Get)), _ => answer.Task))).ToList();
        ScriptedCall late = new(Method(nameof(ISessionGrain.Get)), static _ => Task.CompletedTask);
        var waiting = filter.Invoke(late);

        clock.Advance(TimeSpan.FromSeconds(16));

        await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.Equal(0, late.Made);
        answer.SetResult();
        await Task.WhenAll(under);
    }

    [Fact]
    public async Task Invoke_NeverAnswered_FailsForItsOwnReasonWhenPatienceEnds()
    {
        FakeTimeProvider clock = new();
        using var filter = Filter(clock);
        ScriptedCall call = new(Method(nameof(ISessionGrain.Get)), static made => throw new TimeoutException($"Not answered {made}."));

        var start = clock.GetTimestamp();
        var invoking = filter.Invoke(call);
        while (!invoking.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }

        await Assert.ThrowsAsync<TimeoutException>(() => invoking);
        Assert.True(clock.GetElapsedTime(start) >= TimeSpan.FromSeconds(14.9), $"Given up after {clock.GetElapsedTime(start)}.");
        Assert.True(call.Made > 10, $"It was made {call.Made} times.");
    }

    [Fact]
    public async Task Invoke_MayNotBeRepeatedOrFailsForGood_IsMadeOnce()
    {
        using var filter = Filter(TimeProvider.System);
        ScriptedCall lost = new(typeof(IOnce).GetMethod(nameof(IOnce.Count))!, static _ => throw new TimeoutException("The silo does not answer."));
        ScriptedCall refused = new(Method(nameof(ISessionGrain.Get)), static _ => throw new InvalidOperationException("There is no such thing."));

        await Assert.ThrowsAsync<TimeoutException>(() => filter.Invoke(lost));
        await Assert.ThrowsAsync<InvalidOperationException>(() => filter.Invoke(refused));
        Assert.Equal((1, 1), (lost.Made, refused.Made));
    }

    private static RetryFilter Filter(TimeProvider clock) =>
        new(new GatewayMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()), clock, NullLogger<RetryFilter>.Instance);

    private static System.Reflection.MethodInfo Method(string name) => typeof(ISessionGrain).GetMethod(name)!;

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    /// <summary>A method that may not be called twice.</summary>
    private interface IOnce
    {
        Task Count();
    }
}
