using System.Text.Json;
using StreamVerse.Storage.Relational.DeadLetters;
using StreamVerse.Storage.Relational.Outbox;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Storage.Tests.Relational;

public abstract class DeadLetterContract : RelationalContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Put_Found_ComesBackWhole()
    {
        var letter = New(Noon.AddTicks(10));
        await Host.DeadLetters.PutAsync(letter, Cancellation);
        var found = await Host.DeadLetters.FindAsync(letter.Id, Cancellation);
        AssertSame(letter, found);
        Assert.Equal(letter.Entry.Event.Data.GetRawText(), found!.Entry.Event.Data.GetRawText());
        Assert.Null(await Host.DeadLetters.FindAsync(Guid.NewGuid(), Cancellation));
    }

    [Fact]
    public async Task Put_Again_ReplacesErrorTriesAndTime()
    {
        var letter = New(Noon);
        await Host.DeadLetters.PutAsync(letter, Cancellation);
        var again = letter with { Error = "another", Tries = 9, SetAsideAt = Noon.AddHours(1) };
        await Host.DeadLetters.PutAsync(again, Cancellation);
        AssertSame(again, Assert.Single((await Host.DeadLetters.ListAsync(10, null, Cancellation)).Items));
        Assert.Equal(1, await Host.DeadLetters.CountAsync(Cancellation));
    }

    [Fact]
    public async Task List_ManyOfSomeTimes_PagesThroughAllTheLastFirst()
    {
        var letters = Enumerable.Range(0, 7).Select(number => New(Noon.AddMinutes(number / 2))).ToList();
        foreach (var letter in letters)
        {
            await Host.DeadLetters.PutAsync(letter, Cancellation);
        }

        List<DeadLetter> read = [];
        string? cursor = null;
        do
        {
            var page = await Host.DeadLetters.ListAsync(3, cursor, Cancellation);
            read.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(letters.OrderByDescending(letter => letter.SetAsideAt).Select(letter => letter.SetAsideAt), read.Select(letter => letter.SetAsideAt));
        Assert.Equal(letters.Select(letter => letter.Id).Order(), read.Select(letter => letter.Id).Order());
        Assert.Equal(7, await Host.DeadLetters.CountAsync(Cancellation));
    }

    [Fact]
    public async Task List_AForeignCursor_IsRefused() =>
        await Assert.ThrowsAsync<InvalidCursorException>(() => Host.DeadLetters.ListAsync(3, "nonsense", Cancellation));

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task List_APageOutOfRange_IsRefused(int max) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.DeadLetters.ListAsync(max, null, Cancellation));

    [Fact]
    public async Task Delete_Once_IsGone()
    {
        var (one, other) = (New(Noon), New(Noon));
        await Host.DeadLetters.PutAsync(one, Cancellation);
        await Host.DeadLetters.PutAsync(other, Cancellation);
        Assert.True(await Host.DeadLetters.DeleteAsync(one.Id, Cancellation));
        Assert.False(await Host.DeadLetters.DeleteAsync(one.Id, Cancellation));
        Assert.Equal(other.Id, Assert.Single((await Host.DeadLetters.ListAsync(10, null, Cancellation)).Items).Id);
    }

    private static DeadLetter New(DateTimeOffset at) => new(
        Guid.NewGuid(),
        "title-activity/0123456789abcdef0123456789abcdef",
        new OutboxEntry("content_metadata", "0123456789abcdef0123456789abcdef", 1_764_000_000_000_000_000, new DomainEvent(Guid.NewGuid(), "catalog", "title.failed", Noon.AddDays(-1), JsonSerializer.SerializeToElement(new { text = "ä 字" }))),
        "It could not be taken: 'ä'.",
        5,
        at);

    private static void AssertSame(DeadLetter expected, DeadLetter? actual)
    {
        Assert.NotNull(actual);
        var data = expected.Entry.Event.Data;
        Assert.Equal(expected, actual with { Entry = actual.Entry with { Event = actual.Entry.Event with { Data = data } } });
    }
}
