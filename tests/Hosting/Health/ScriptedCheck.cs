using StreamVerse.Hosting.Health;

namespace StreamVerse.Hosting.Tests.Health;

/// <summary>A check that answers when the test says so.</summary>
internal sealed class ScriptedCheck(string subject) : IReadinessCheck
{
    private readonly TaskCompletionSource<IReadOnlyList<string>> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsAsked { get; private set; }

    public string Subject => subject;

    public void Answer(params string[] faults) => _answer.SetResult(faults);

    public Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken)
    {
        IsAsked = true;
        return _answer.Task;
    }
}
