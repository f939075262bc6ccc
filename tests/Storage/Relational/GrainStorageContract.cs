using System.Globalization;
using Orleans.Storage;
using StreamVerse.Storage.Relational;

namespace StreamVerse.Storage.Tests.Relational;

public abstract class GrainStorageContract : RelationalContract
{
    [Fact]
    public async Task Read_NothingStored_GivesANewStateWithoutETag()
    {
        var state = await Host.ReadAsync<TitleRow>(NewId());
        Assert.NotNull(state.State);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task Write_ThenRead_GivesTheSameState()
    {
        var id = NewId();
        var written = NewTitle("Ünïcödé 日本語 🎬 \"quotes\" \\ \u0000 \u2028 'x'; DROP TABLE t; --");
        written.State.Genres = ["drama", "été", "a,b", "{}", "\"", ""];
        written.State.State = TitleRowState.Published;
        await Host.WriteAsync(id, written);
        var read = await Host.ReadAsync<TitleRow>(id);
        Assert.True(read.RecordExists);
        Assert.Equal(written.ETag, read.ETag);
        Assert.Equal(written.State.Title, read.State.Title);
        Assert.Equal(written.State.Genres, read.State.Genres);
        Assert.Equal(written.State.OrgId, read.State.OrgId);
        Assert.Equal(written.State.State, read.State.State);
        Assert.Equal(written.State.CreatedAt, read.State.CreatedAt);
    }

    [Fact]
    public async Task Write_ControlCharactersInAStateWithoutColumns_AreKept()
    {
        var id = NewId();
        GrainRow<BlobRow> written = new() { State = new BlobRow { Text = "a\0b\u0001\ud83c\udfac" } };
        await Host.WriteAsync(id, written);
        Assert.Equal(written.State.Text, (await Host.ReadAsync<BlobRow>(id)).State.Text);
    }

    [Fact]
    public async Task Write_TextThatPostgresCannotHold_IsKeptInTheStateAndReplacedInTheColumn()
    {
        var id = NewId();
        await Host.WriteAsync(id, NewTitle("a\0b🎬"));
        Assert.Equal("a\0b🎬", (await Host.ReadAsync<TitleRow>(id)).State.Title);
        var columns = await Host.Store.QueryAsync(
            $"SELECT title FROM {Host.Store.Dialect.Table("testing", "titles")} WHERE id = $1", [id.Key.ToString()!], reader => reader.GetString(0), Cancellation);
        Assert.Equal(["a\ufffdb🎬"], columns);
    }

    [Fact]
    public async Task Write_FiveMegabytes_AreKept()
    {
        var id = NewId();
        GrainRow<BlobRow> written = new() { State = new BlobRow { Text = string.Concat(Enumerable.Repeat("0123456789é\"", 420_000)) } };
        await Host.WriteAsync(id, written);
        Assert.Equal(written.State.Text, (await Host.ReadAsync<BlobRow>(id)).State.Text);
    }

    [Fact]
    public async Task Write_Again_RaisesTheVersionByOne()
    {
        var id = NewId();
        var state = NewTitle("one");
        await Host.WriteAsync(id, state);
        var first = long.Parse(state.ETag!, CultureInfo.InvariantCulture);
        state.State.Title = "two";
        await Host.WriteAsync(id, state);
        Assert.Equal(first + 1, long.Parse(state.ETag!, CultureInfo.InvariantCulture));
        Assert.Equal("two", (await Host.ReadAsync<TitleRow>(id)).State.Title);
    }

    [Fact]
    public async Task Write_StaleVersion_IsAConflictAndChangesNothing()
    {
        var id = NewId();
        await Host.WriteAsync(id, NewTitle("one"));
        var mine = await Host.ReadAsync<TitleRow>(id);
        var theirs = await Host.ReadAsync<TitleRow>(id);
        theirs.State.Title = "theirs";
        await Host.WriteAsync(id, theirs);
        mine.State.Title = "mine";
        var stale = mine.ETag;
        var conflict = await Assert.ThrowsAsync<InconsistentStateException>(() => Host.WriteAsync(id, mine));
        Assert.Equal(theirs.ETag, conflict.StoredEtag);
        Assert.Equal(stale, conflict.CurrentEtag);
        Assert.Equal("theirs", (await Host.ReadAsync<TitleRow>(id)).State.Title);
    }

    [Fact]
    public async Task Write_ManyFirstWritersAtOnce_ExactlyOneWins()
    {
        var other = OpenHost();
        var id = NewId();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(async number =>
        {
            var state = NewTitle(number.ToString(CultureInfo.InvariantCulture));
            var raised = NewEvent("won");
            state.State.Raise(raised);
            try
            {
                await (number % 2 == 0 ? Host : other).WriteAsync(id, state);
                return (state.State.Title, raised.Id);
            }
            catch (InconsistentStateException)
            {
                return (Title: null, default);
            }
        }));
        var (title, eventId) = Assert.Single(outcomes, outcome => outcome.Title is not null);
        Assert.Equal(title, (await Host.ReadAsync<TitleRow>(id)).State.Title);
        Assert.Equal(eventId, Assert.Single(await Host.ReadUnpublishedAsync(Cancellation)).Event.Id);
    }

    [Fact]
    public async Task Write_CountersFromTwoProcesses_LoseNoUpdate()
    {
        var other = OpenHost();
        var id = NewId();
        GrainRow<BlobRow> start = new() { State = new BlobRow { Text = "0" } };
        await Host.WriteAsync(id, start);
        const int Each = 25;
        await Task.WhenAll(IncrementAsync(Host), IncrementAsync(other), IncrementAsync(Host), IncrementAsync(other));
        Assert.Equal((4 * Each).ToString(CultureInfo.InvariantCulture), (await Host.ReadAsync<BlobRow>(id)).State.Text);

        async Task IncrementAsync(RelationalHost host)
        {
            for (var done = 0; done < Each;)
            {
                var state = await host.ReadAsync<BlobRow>(id);
                state.State.Text = (int.Parse(state.State.Text!, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
                try
                {
                    await host.WriteAsync(id, state);
                    done++;
                }
                catch (InconsistentStateException)
                {
                    // The other was faster: read again.
                }
            }
        }
    }

    [Fact]
    public async Task Clear_StoredRow_DeletesItAndItsNextLifeHasAnotherVersion()
    {
        var id = NewId();
        var state = NewTitle("one");
        await Host.WriteAsync(id, state);
        var formerLife = await Host.ReadAsync<TitleRow>(id);
        await Host.ClearAsync(id, state);
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
        Assert.Null(state.State.Title);
        Assert.False((await Host.ReadAsync<TitleRow>(id)).RecordExists);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Host.WriteAsync(id, formerLife));
    }

    [Fact]
    public async Task Clear_StaleVersion_IsAConflict()
    {
        var id = NewId();
        await Host.WriteAsync(id, NewTitle("one"));
        var stale = await Host.ReadAsync<TitleRow>(id);
        var current = await Host.ReadAsync<TitleRow>(id);
        await Host.WriteAsync(id, current);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Host.ClearAsync(id, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Host.ClearAsync(id, NewTitle("never read")));
        Assert.True((await Host.ReadAsync<TitleRow>(id)).RecordExists);
    }

    [Fact]
    public async Task Clear_NothingStored_IsFine()
    {
        GrainRow<TitleRow> state = new() { State = new TitleRow() };
        await Host.ClearAsync(NewId(), state);
        Assert.False(state.RecordExists);
    }

    [Fact]
    public async Task Write_StateWithoutTable_SaysWhatToRegister()
    {
        GrainRow<Version> state = new();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Host.WriteAsync(NewId(), state));
        Assert.Contains("System.Version", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddGrainTable", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddGrainBlob", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_BeforeAnyMigration_SaysToMigrate()
    {
        var table = Host.Store.Dialect.Table("testing", "titles");
        await Host.Store.ExecuteAsync($"DROP TABLE {table}", [], Cancellation);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => Host.ReadAsync<TitleRow>(NewId()));
        Assert.Contains("migrations", error.Message, StringComparison.Ordinal);
        Assert.Contains(RelationalOptions.Section, error.Setting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_AreWrittenBesideTheState()
    {
        var id = NewId();
        var state = NewTitle("Columns");
        state.State.State = TitleRowState.Published;
        await Host.WriteAsync(id, state);
        var table = Host.Store.Dialect.Table("testing", "titles");
        var row = Assert.Single(await Host.Store.QueryAsync(
            $"SELECT org_id, title, state, created_at, updated_at FROM {table} WHERE id = $1",
            [id.Key.ToString()!],
            reader => (Org: reader.GetGuid(0), Title: reader.GetString(1), State: reader.GetString(2), Created: Host.Store.Dialect.ReadTime(reader, 3)),
            Cancellation));
        Assert.Equal((state.State.OrgId, "Columns", "Published", state.State.CreatedAt.ToUniversalTime()), row);
    }
}
