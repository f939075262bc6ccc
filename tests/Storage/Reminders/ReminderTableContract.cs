using StreamVerse.Storage.Tests.Relational;

namespace StreamVerse.Storage.Tests.Reminders;

public abstract class ReminderTableContract : RelationalContract
{
    private static readonly DateTime Start = new(2026, 5, 6, 7, 8, 9, 123, DateTimeKind.Utc);

    [Fact]
    public async Task ReadRow_NothingThere_GivesNull() => Assert.Null(await Host.Reminders.ReadRow(NewId(), "none", Cancellation));

    [Fact]
    public async Task UpsertRow_ThenReadRow_GivesTheSameReminder()
    {
        var entry = Entry(NewId(), "wake-ünïcode");
        var etag = await Host.Reminders.UpsertRow(entry, Cancellation);
        var read = await Host.Reminders.ReadRow(entry.GrainId, entry.ReminderName, Cancellation);
        Assert.NotNull(read);
        Assert.Equal(
            (entry.GrainId, entry.ReminderName, entry.StartAt, entry.Period, etag),
            (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
    }

    [Fact]
    public async Task UpsertRow_Again_ReplacesItUnderANewETag()
    {
        var entry = Entry(NewId(), "wake");
        var first = await Host.Reminders.UpsertRow(entry, Cancellation);
        entry.Period = TimeSpan.FromHours(3);
        entry.StartAt = Start.AddDays(1);
        var second = await Host.Reminders.UpsertRow(entry, Cancellation);
        var read = Assert.Single((await Host.Reminders.ReadRows(entry.GrainId, Cancellation)).Reminders);
        Assert.NotEqual(first, second);
        Assert.Equal((second, entry.Period, entry.StartAt), (read.ETag, read.Period, read.StartAt));
    }

    [Fact]
    public async Task RemoveRow_StaleETag_RemovesNothing()
    {
        var entry = Entry(NewId(), "wake");
        var stale = await Host.Reminders.UpsertRow(entry, Cancellation);
        var current = await Host.Reminders.UpsertRow(entry, Cancellation);
        Assert.False(await Host.Reminders.RemoveRow(entry.GrainId, "wake", stale!, Cancellation));
        Assert.False(await Host.Reminders.RemoveRow(entry.GrainId, "other", current!, Cancellation));
        Assert.True(await Host.Reminders.RemoveRow(entry.GrainId, "wake", current!, Cancellation));
        Assert.False(await Host.Reminders.RemoveRow(entry.GrainId, "wake", current!, Cancellation));
        Assert.Empty((await Host.Reminders.ReadRows(entry.GrainId, Cancellation)).Reminders);
    }

    [Fact]
    public async Task ReadRows_AnyRange_GivesExactlyTheGrainsInIt()
    {
        var grains = Enumerable.Range(0, 60).Select(_ => NewId()).ToList();
        foreach (var grain in grains)
        {
            await Host.Reminders.UpsertRow(Entry(grain, "one"), Cancellation);
            await Host.Reminders.UpsertRow(Entry(grain, "two"), Cancellation);
        }

        var hashes = grains.Select(grain => grain.GetUniformHashCode()).Order().ToList();
        uint[] points = [0, 1, hashes[0], hashes[0] - 1, hashes[20], hashes[20] + 1, hashes[59], uint.MaxValue - 1, uint.MaxValue];
        foreach (var begin in points)
        {
            foreach (var end in points)
            {
                var expected = grains.Where(grain => IsIn(grain.GetUniformHashCode(), begin, end)).Select(grain => grain.ToString()).Order();
                var actual = (await Host.Reminders.ReadRows(begin, end, Cancellation)).Reminders
                    .Where(entry => entry.ReminderName == "two").Select(entry => entry.GrainId.ToString()).Order();
                Assert.Equal(expected, actual);
            }
        }

        await Host.Reminders.TestOnlyClearTable(Cancellation);
        Assert.Empty((await Host.Reminders.ReadRows(0, 0, Cancellation)).Reminders);
    }

    // Orleans' own rule: after begin, up to and with end, round the ring; the whole ring when both are the same.
    private static bool IsIn(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;

    private static ReminderEntry Entry(GrainId grain, string name) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Start, Period = TimeSpan.FromMinutes(90) };
}
