using System.Globalization;
using Npgsql;
using Orleans.Storage;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>Writes whose answer is lost: carried out once, acknowledged, with their events once.</summary>
public sealed class PostgresLostReplyTests(PostgresFixture postgres) : RelationalContract
{
    private TcpFaultProxy? _proxy;

    private TcpFaultProxy Proxy => _proxy!;

    [Fact]
    public async Task Write_ReplyLost_IsFoundToBeDone()
    {
        var id = NewId();
        var state = NewTitle("one");
        state.State.Raise(NewEvent("created"));
        await WarmUpAsync();
        Proxy.CutNextReplies(1);
        await Host.WriteAsync(id, state);
        Assert.Equal(1, Proxy.CutReplies);

        state.State.Title = "two";
        state.State.Raise(NewEvent("renamed"));
        await WarmUpAsync();
        Proxy.CutNextReplies(1);
        await Host.WriteAsync(id, state);
        Assert.Equal(2, Proxy.CutReplies);
        var read = await Host.ReadAsync<TitleRow>(id);
        Assert.Equal(("two", state.ETag), (read.State.Title, read.ETag));
        Assert.Equal(["created", "renamed"], (await Host.ReadUnpublishedAsync(Cancellation)).Select(entry => entry.Event.Type));

        state.State.Raise(NewEvent("deleted"));
        await WarmUpAsync();
        Proxy.CutNextReplies(1);
        await Host.ClearAsync(id, state);
        Assert.Equal(3, Proxy.CutReplies);
        Assert.False((await Host.ReadAsync<TitleRow>(id)).RecordExists);
        Assert.Equal(3, (await Host.ReadUnpublishedAsync(Cancellation)).Count);
    }

    [Fact]
    public async Task Write_StaleAndReplyLost_IsStillAConflict()
    {
        var id = NewId();
        await Host.WriteAsync(id, NewTitle("one"));
        var stale = await Host.ReadAsync<TitleRow>(id);
        await Host.WriteAsync(id, await Host.ReadAsync<TitleRow>(id));
        Proxy.CutNextReplies(1);
        await Assert.ThrowsAsync<InconsistentStateException>(() => Host.WriteAsync(id, stale));
    }

    [Fact]
    public async Task Read_AllConnectionsCut_IsTriedAgain()
    {
        var id = NewId();
        await Host.WriteAsync(id, NewTitle("one"));
        Proxy.CutAll();
        Assert.Equal("one", (await Host.ReadAsync<TitleRow>(id)).State.Title);
    }

    [Fact]
    public async Task Write_ConnectionsCutAllTheTime_EveryAcknowledgedWriteCountsOnce()
    {
        const int Writes = 120;
        var id = NewId();
        GrainRow<BlobRow> state = new() { State = new BlobRow { Text = "0" } };
        await Host.WriteAsync(id, state);
        var before = long.Parse(state.ETag!, CultureInfo.InvariantCulture);
        Random random = new(20261122);
        for (var number = 1; number <= Writes; number++)
        {
            if (random.Next(3) == 0)
            {
                Proxy.CutNextReplies(random.Next(1, 3));
            }

            state.State.Text = number.ToString(CultureInfo.InvariantCulture);
            await Host.WriteAsync(id, state);
        }

        Proxy.CutNextReplies(0);
        var read = await Host.ReadAsync<BlobRow>(id);
        Assert.Equal((Writes.ToString(CultureInfo.InvariantCulture), before + Writes), (read.State.Text, long.Parse(read.ETag!, CultureInfo.InvariantCulture)));
        Assert.True(Proxy.CutReplies > Writes / 5, $"{Proxy.CutReplies} replies were cut.");
    }

    protected override async ValueTask<IRelationalBackend> CreateBackendAsync()
    {
        var direct = await postgres.CreateBackendAsync();
        NpgsqlConnectionStringBuilder builder = new(direct.ConnectionString);
        _proxy = new TcpFaultProxy(builder.Port);
        builder.Port = _proxy.Port;
        return new PostgresBackend(builder.ConnectionString, _proxy);
    }

    /// <summary>A connection is there and its statement prepared, so that the next reply is the write's own.</summary>
    private async Task WarmUpAsync()
    {
        for (var time = 0; time < 3; time++)
        {
            await Host.ReadAsync<TitleRow>(NewId());
        }
    }
}
