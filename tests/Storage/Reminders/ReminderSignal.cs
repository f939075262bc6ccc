namespace StreamVerse.Storage.Tests.Reminders;

/// <summary>Tells the test that a reminder ticked.</summary>
public sealed class ReminderSignal
{
    public TaskCompletionSource<Guid> Ticked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
