using System.Globalization;
using Microsoft.Data.Sqlite;
using StreamVerse.Storage.Tests.Objects.Folder;

namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteOutageTests : RelationalContract
{
    private SqliteBackend? _backend;

    [Fact]
    public async Task Write_Acknowledged_IsInTheFilesAlready()
    {
        List<GrainId> ids = [];
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            var id = NewId();
            await Host.WriteAsync(id, NewTitle($"t{number}"));
            lock (ids)
            {
                ids.Add(id);
            }
        }));

        // What a process that was killed now would leave behind.
        await using SqliteBackend left = new();
        Directory.CreateDirectory(Path.GetDirectoryName(left.File)!);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(_backend!.File)!, "*.db*").Where(name => !name.EndsWith("-shm", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(Path.GetDirectoryName(left.File)!, Path.GetFileName(file)));
        }

        await using RelationalHost next = new(left.Settings);
        foreach (var id in ids)
        {
            Assert.True((await next.ReadAsync<TitleRow>(id)).RecordExists);
        }
    }

    [Fact]
    public async Task Write_AnotherProcessKeepsTheLock_IsToldAndRecovers()
    {
        await using RelationalHost host = new(new Dictionary<string, string?>(Settings) { ["StreamVerse:Relational:CommandTimeout"] = "00:00:01" });
        var id = NewId();
        var state = NewTitle("one");
        await using (SqliteConnection other = new($"Data Source={_backend!.File};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var begin = other.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            await begin.ExecuteNonQueryAsync(Cancellation);
            var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => host.WriteAsync(id, state));
            Assert.Contains("lock", error.Reason, StringComparison.Ordinal);
            Assert.Equal("StreamVerse:Relational:Path", error.Setting);

            // Readers do not wait for a writer.
            Assert.False((await host.ReadAsync<TitleRow>(id)).RecordExists);
        }

        await host.WriteAsync(id, state);
        Assert.True((await host.ReadAsync<TitleRow>(id)).RecordExists);
    }

    [Fact]
    public async Task Write_FileIsNoDatabase_SaysSo()
    {
        await using SqliteBackend backend = new();
        Directory.CreateDirectory(Path.GetDirectoryName(backend.File)!);
        await File.WriteAllTextAsync(backend.File, string.Concat(Enumerable.Repeat("This is no database. ", 500)), Cancellation);
        await using RelationalHost host = new(backend.Settings);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => host.WriteAsync(NewId(), NewTitle("t")));
        Assert.Contains("damaged", error.Reason, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.ReadAsync<TitleRow>(NewId()));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Health.ProbeAsync(Cancellation));
    }

    [Fact]
    public async Task Write_FolderCannotBeMade_SaysSoAndRecovers()
    {
        await using SqliteBackend backend = new();
        var folder = Path.GetDirectoryName(backend.File)!;
        await File.WriteAllTextAsync(folder, "in the way", Cancellation);
        await using RelationalHost host = new(backend.Settings);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.WriteAsync(NewId(), NewTitle("t")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.ReadAsync<TitleRow>(NewId()));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Migrator.MigrateAsync(null, Cancellation));
        File.Delete(folder);
        await host.PrepareAsync(Cancellation);
        await host.WriteAsync(NewId(), NewTitle("t"));
        await host.Health.ProbeAsync(Cancellation);
    }

    [Fact]
    public async Task Write_DiskIsFull_SaysSoLosesNothingAndRecovers()
    {
        using var disk = SmallDisk.MountOrSkip(8);
        Dictionary<string, string?> settings = new(Settings) { ["StreamVerse:Relational:Path"] = Path.Combine(disk.Path, "small.db") };
        await using RelationalHost host = new(settings);
        await host.PrepareAsync(Cancellation);
        var ballast = Path.Combine(disk.Path, "ballast");
        await File.WriteAllBytesAsync(ballast, new byte[4 << 20], Cancellation);
        List<GrainId> stored = [];
        StoreUnavailableException? error = null;
        for (var number = 0; error is null && number < 400; number++)
        {
            var id = NewId();
            try
            {
                await host.WriteAsync(id, new GrainRow<BlobRow> { State = new BlobRow { Text = new string('x', 50_000) } });
                stored.Add(id);
            }
            catch (StoreUnavailableException exception)
            {
                error = exception;
            }
        }

        Assert.True(error is { IsOutOfSpace: true }, error?.Message ?? "The disk did not fill.");
        File.Delete(ballast);
        await host.WriteAsync(NewId(), NewTitle("after"));
        foreach (var id in stored)
        {
            Assert.Equal(50_000, (await host.ReadAsync<BlobRow>(id)).State.Text!.Length);
        }
    }

    [Fact]
    public async Task Write_ManyAtOnce_OneThatFailsSpoilsNoOther()
    {
        var duplicate = NewEvent("twice");
        var first = NewTitle("first");
        first.State.Raise(duplicate);
        await Host.WriteAsync(NewId(), first);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            var state = NewTitle(number.ToString(CultureInfo.InvariantCulture));
            if (number % 10 == 0)
            {
                state.State.Raise(duplicate);
            }

            var id = NewId();
            var error = await Record.ExceptionAsync(() => Host.WriteAsync(id, state));
            return (number, stored: error is null, found: (await Host.ReadAsync<TitleRow>(id)).RecordExists);
        }));
        Assert.All(outcomes, outcome => Assert.Equal((outcome.number % 10 != 0, outcome.number % 10 != 0), (outcome.stored, outcome.found)));
    }

    protected override ValueTask<IRelationalBackend> CreateBackendAsync()
    {
        _backend = new SqliteBackend();
        return ValueTask.FromResult<IRelationalBackend>(_backend);
    }
}
