using Orleans.Timers;

namespace StreamVerse.Grains.Tests.Administration;

/// <summary>Reminders that are kept in the table and never come.</summary>
/// <param name="table">The table.</param>
/// <param name="clock">Tells when they would have come.</param>
internal sealed class SilentReminders(IReminderTable table, TimeProvider clock) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        await table.UpsertRow(new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = (clock.GetUtcNow() + dueTime).UtcDateTime, Period = period });
        return new Kept(reminderName);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        if (await table.ReadRow(callingGrainId, reminder.ReminderName) is { } row)
        {
            await table.RemoveRow(callingGrainId, row.ReminderName, row.ETag!);
        }
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await table.ReadRow(callingGrainId, reminderName) is { } row ? new Kept(row.ReminderName) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await table.ReadRows(callingGrainId)).Reminders.Select(static row => new Kept(row.ReminderName))];

    private sealed record Kept(string ReminderName) : IGrainReminder;
}
