using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using StreamVerse.Storage.Relational;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>A server of their own, which is stopped and started under the store.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private PostgresServer? _server;
    private PostgresBackend? _backend;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.MissingReason is { } missing)
        {
            Assert.Skip(missing);
        }

        _server = await PostgresServer.StartNewAsync(flushesToDisk: false, Cancellation);
        _backend = new PostgresBackend(await _server.CreateDatabaseAsync(Cancellation));
        await using RelationalHost host = new(_backend.Settings);
        await host.Migrator.MigrateAsync(null, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Write_ServerIsDown_SaysWhichStoreAndSettingAndRecovers()
    {
        await using RelationalHost host = new(Impatient(_backend!.Settings));
        var id = GrainId.Create("title", "a");
        GrainRow<BlobRow> state = new() { State = new BlobRow { Text = "before" } };
        await host.WriteAsync(id, state);
        await _server!.StopAsync(immediately: true, Cancellation);

        state.State.Text = "during";
        var etag = state.ETag;
        foreach (var error in new[]
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => host.WriteAsync(id, state)),
            await Assert.ThrowsAsync<StoreUnavailableException>(() => host.ReadAsync<BlobRow>(id)),
            await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Health.ProbeAsync(Cancellation)),
        })
        {
            Assert.Equal("relational store", error.Store);
            Assert.Equal("StreamVerse:Relational:ConnectionString", error.Setting);
            Assert.DoesNotContain(PostgresServer.Password, error.ToString(), StringComparison.Ordinal);
            Assert.False(error.IsOutOfSpace);
        }

        Assert.Equal(etag, state.ETag);
        await _server.StartAsync(Cancellation);
        await host.Health.ProbeAsync(Cancellation);
        Assert.Equal("before", (await host.ReadAsync<BlobRow>(id)).State.Text);
        await host.WriteAsync(id, state);
        Assert.Equal("during", (await host.ReadAsync<BlobRow>(id)).State.Text);
    }

    [Fact]
    public async Task Write_ServerCrashesUnderLoad_NothingAcknowledgedIsLost()
    {
        await using RelationalHost host = new(_backend!.Settings);
        ConcurrentDictionary<GrainId, int> acknowledged = new();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        TaskCompletionSource underLoad = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var writers = Enumerable.Range(0, 8).Select(number => WriteAsync(GrainId.Create("title", $"w{number}"))).ToList();
        for (var crash = 0; crash < 3; crash++)
        {
            await underLoad.Task.WaitAsync(Cancellation);
            underLoad = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await _server!.StopAsync(immediately: true, Cancellation);
            await _server.StartAsync(Cancellation);
        }

        await underLoad.Task.WaitAsync(Cancellation);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        foreach (var (id, number) in acknowledged)
        {
            var stored = int.Parse((await host.ReadAsync<BlobRow>(id)).State.Text!, CultureInfo.InvariantCulture);

            // The one after the last acknowledged may have been stored when its error came.
            Assert.InRange(stored, number, number + 1);
        }

        async Task<GrainRow<BlobRow>> ReadWhenBackAsync(GrainId id)
        {
            while (true)
            {
                try
                {
                    return await host.ReadAsync<BlobRow>(id);
                }
                catch (StoreUnavailableException)
                {
                    // Each attempt waits for seconds by itself.
                }
            }
        }

        async Task WriteAsync(GrainId id)
        {
            GrainRow<BlobRow> state = new();
            for (var number = 1; !stop.IsCancellationRequested; number++)
            {
                state.State.Text = number.ToString(CultureInfo.InvariantCulture);
                try
                {
                    await host.WriteAsync(id, state);
                }
                catch (StoreUnavailableException)
                {
                    state = await ReadWhenBackAsync(id);
                    number = int.Parse(state.State.Text ?? "0", CultureInfo.InvariantCulture);
                    continue;
                }

                acknowledged[id] = number;
                if (number % 50 == 0)
                {
                    underLoad.TrySetResult();
                }
            }
        }
    }

    [Fact]
    public async Task Write_WrongPassword_IsToldAtOnceWithoutIt()
    {
        NpgsqlConnectionStringBuilder builder = new(_backend!.ConnectionString) { Password = "not-the-password" };
        await using RelationalHost host = new(new PostgresBackend(builder.ConnectionString).Settings);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => host.ReadAsync<BlobRow>(GrainId.Create("title", "a")));
        Assert.Contains("password", error.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-password", error.ToString(), StringComparison.Ordinal);
        builder.Password = PostgresServer.Password;
        builder.Database = "nowhere";
        await using RelationalHost nowhere = new(new PostgresBackend(builder.ConnectionString).Settings);
        error = await Assert.ThrowsAsync<StoreUnavailableException>(() => nowhere.Migrator.MigrateAsync(null, Cancellation));
        Assert.Contains("database", error.Reason, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Impatient(IReadOnlyDictionary<string, string?> settings) => new(settings)
    {
        [$"{RelationalOptions.Section}:{nameof(RelationalOptions.MaxRetries)}"] = "2",
        [$"{RelationalOptions.Section}:{nameof(RelationalOptions.RetryDelay)}"] = "00:00:00.005",
    };
}
