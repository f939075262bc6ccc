using System.Text;
using System.Text.Json;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>States over the versions of the programs that write them.</summary>
public abstract class StateFormContract : RelationalContract
{
    [Fact]
    public async Task Read_OlderState_IsUpgradedAndWrittenInTheNewForm()
    {
        var id = NewId();
        await Host.WriteAsync(id, new GrainRow<BlobRow> { State = new BlobRow { Text = "old" } });
        var newer = OpenHost(services => services.AddStateUpgrader<BlobRow, BlobRowUpgrader>());
        var state = await newer.ReadAsync<BlobRow>(id);
        Assert.Equal("old, upgraded from 1", state.State.Text);
        Assert.Contains("\"$v\":1", await DataAsync(id), StringComparison.Ordinal);
        await newer.WriteAsync(id, state);
        Assert.StartsWith("{\"$v\":3,", await DataAsync(id), StringComparison.Ordinal);
        Assert.Equal("old, upgraded from 1", (await newer.ReadAsync<BlobRow>(id)).State.Text);
    }

    [Fact]
    public async Task Read_NewerState_IsAClearErrorAndStays()
    {
        var id = NewId();
        var newer = OpenHost(services => services.AddStateUpgrader<BlobRow, BlobRowUpgrader>());
        await newer.WriteAsync(id, new GrainRow<BlobRow> { State = new BlobRow { Text = "new" } });
        var error = await Assert.ThrowsAsync<StateFormatException>(() => Host.ReadAsync<BlobRow>(id));
        Assert.Contains("BlobRow version 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("up to 1", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => Host.WriteAsync(id, new GrainRow<BlobRow>()));
        Assert.Equal("new", (await newer.ReadAsync<BlobRow>(id)).State.Text);
    }

    [Theory]
    [InlineData(" { \"text\" : \"spaced\" , \"$v\" : 1 } ", "spaced")]
    [InlineData("{\"text\":\"without version\"}", "without version")]
    [InlineData("{\"$v\":1,\"text\":\"more\",\"unknown\":{\"a\":[1]}}", "more")]
    [InlineData("{\"$v\":1}", null)]
    public async Task Read_StateInAnotherForm_IsUnderstood(string json, string? text)
    {
        var id = NewId();
        await SetDataAsync(id, json);
        Assert.Equal(text, (await Host.ReadAsync<BlobRow>(id)).State.Text);
    }

    [Fact]
    public async Task Write_StateOfANewerProgram_KeepsWhatOnlyThatOneKnows()
    {
        var id = NewId();
        await SetDataAsync(id, "{\"$v\":1,\"text\":\"old\",\"added\":{\"list\":[1,2],\"name\":\"ü\"}}");
        var state = await Host.ReadAsync<BlobRow>(id);
        state.State.Text = "changed";
        await Host.WriteAsync(id, state);
        state.State.Text = "changed again";
        await Host.WriteAsync(id, state);
        using var stored = JsonDocument.Parse(await DataAsync(id));
        Assert.Equal("changed again", stored.RootElement.GetProperty("text").GetString());
        Assert.Equal(2, stored.RootElement.GetProperty("added").GetProperty("list")[1].GetInt32());
        Assert.Equal("ü", stored.RootElement.GetProperty("added").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("{\"$v\":1,\"text\":{}}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"$v\":\"one\"}")]
    [InlineData("{\"$v\":0}")]
    public async Task Read_StateThatDoesNotFit_NamesTheRow(string json)
    {
        var id = NewId();
        await SetDataAsync(id, json);
        var error = await Assert.ThrowsAsync<StateFormatException>(() => Host.ReadAsync<BlobRow>(id));
        Assert.Contains(id.ToString(), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_EmptyObject_IsReadAgain()
    {
        var host = OpenHost(services => services.AddGrainBlob<EmptyRow>());
        var id = NewId();
        await host.WriteAsync(id, new GrainRow<EmptyRow>());
        Assert.True((await host.ReadAsync<EmptyRow>(id)).RecordExists);
    }

    [Fact]
    public void Registration_SameStateTwice_IsRefused()
    {
        var host = OpenHost(services => services.AddGrainTable<SecondBlobTable>());
        Assert.Throws<InvalidOperationException>(() => host.Storage);
    }

    private static string RowId(GrainId id) => $"state/{id}";

    private async Task<string> DataAsync(GrainId id) => Assert.Single(await Host.Store.QueryAsync(
        $"SELECT data FROM {Host.Store.Dialect.Table("platform", "grain_state")} WHERE id = $1",
        [RowId(id)],
        reader => Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(0)),
        Cancellation));

    /// <summary>Puts JSON into a row as another program might have.</summary>
    private async Task SetDataAsync(GrainId id, string json)
    {
        await Host.WriteAsync(id, new GrainRow<BlobRow>());
        var parameter = Host.Store.Dialect.Table("a", "b") == "a.b" ? "$2::json" : "$2";
        await Host.Store.ExecuteAsync(
            $"UPDATE {Host.Store.Dialect.Table("platform", "grain_state")} SET data = {parameter} WHERE id = $1", [RowId(id), json], Cancellation);
    }

    private sealed class EmptyRow;

    private sealed class SecondBlobTable() : GrainTable<BlobRow>("content", "uploads");
}
