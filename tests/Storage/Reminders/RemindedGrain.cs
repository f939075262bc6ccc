using StreamVerse.Storage.Tests.Relational;

namespace StreamVerse.Storage.Tests.Reminders;

public sealed class RemindedGrain([PersistentState("note")] IPersistentState<BlobRow> state, ReminderSignal signal) : Grain, IReminded, IRemindable
{
    public Task RemindAsync() => this.RegisterOrUpdateReminder("wake", TimeSpan.Zero, TimeSpan.FromSeconds(1));

    public async Task<IReadOnlyList<string>> RememberAsync(string note)
    {
        var before = state.State.Text;
        state.State.Text = note;
        await state.WriteStateAsync();
        return [before ?? "", .. (await this.GetReminders()).Select(reminder => reminder.ReminderName)];
    }

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        signal.Ticked.TrySetResult(this.GetPrimaryKey());
        return Task.CompletedTask;
    }
}
