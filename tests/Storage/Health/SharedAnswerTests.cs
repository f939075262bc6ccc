using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Tests.Health;

/// <summary>One question for all who want to know.</summary>
public sealed class SharedAnswerTests
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<TaskCompletionSource<int>> _questions = [];
    private readonly SharedAnswer<int> _answer;

    public SharedAnswerTests() => _answer = new SharedAnswer<int>(AskAsync, Lifetime, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetAsync_ManyWantIt_AsksOnce()
    {
        var all = Enumerable.Range(0, 10).Select(_ => _answer.GetAsync(Cancellation)).ToList();
        _questions.Single().SetResult(7);
        Assert.All(await Task.WhenAll(all), static answer => Assert.Equal(7, answer));
    }

    [Fact]
    public async Task GetAsync_TheAnswerTookLong_CountsFromWhenItCame()
    {
        var slow = _answer.GetAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _questions.Single().SetResult(1);
        Assert.Equal(1, await slow);

        _clock.Advance(Lifetime - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await _answer.GetAsync(Cancellation));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        var next = _answer.GetAsync(Cancellation);
        _questions[1].SetResult(2);
        Assert.Equal(2, await next);
    }

    [Fact]
    public async Task GetAsync_OneGivesUp_OthersGoOnWaiting()
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var (one, other) = (_answer.GetAsync(leaving.Token), _answer.GetAsync(Cancellation));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        _questions.Single().SetResult(3);
        Assert.Equal(3, await other);
    }

    private Task<int> AskAsync()
    {
        _questions.Add(new TaskCompletionSource<int>());
        return _questions[^1].Task;
    }
}
