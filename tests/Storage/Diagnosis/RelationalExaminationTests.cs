using Microsoft.Extensions.Options;
using StreamVerse.Storage.Diagnosis;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Tests.Relational;
using StreamVerse.Storage.Tests.Relational.Postgres;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Diagnosis;

public sealed class RelationalExaminationTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_SqliteNotThereYet_SaysWhatAStartWouldDoAndLeavesNothing()
    {
        using TempFolder folder = new();
        var found = await ExamineAsync(new RelationalOptions { Path = folder.File("data/streamverse.db") });
        Assert.Equal("schema, write", found.Names(FindingStatus.Ok));
        Assert.Contains("a start makes it", found["schema"].Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task RunAsync_SqliteInUse_ReadsTheSchemaAndUndoesItsWrite()
    {
        using TempFolder folder = new();
        RelationalOptions options = new() { Path = folder.File("streamverse.db") };
        await using RelationalHost host = new(new Dictionary<string, string?> { ["StreamVerse:Relational:Path"] = options.Path });
        await host.PrepareAsync(Cancellation);
        var found = await ExamineAsync(options);
        Assert.Equal("schema, write", found.Names(FindingStatus.Ok));
        Assert.Contains("have run", found["schema"].Detail, StringComparison.Ordinal);
        Assert.Empty(await host.Store.QueryAsync("SELECT id FROM platform_grain_state", [], static row => row.GetString(0), Cancellation));
    }

    [Fact]
    public async Task RunAsync_SqliteThatIsNone_SaysSo()
    {
        using TempFolder folder = new();
        RelationalOptions options = new() { Path = folder.File("streamverse.db") };
        await File.WriteAllTextAsync(options.Path, new string('x', 10_000), Cancellation);
        var found = await ExamineAsync(options);
        Assert.Equal("schema, write", found.Names(FindingStatus.Missing));
        Assert.Contains("StreamVerse:Relational:Path", found["schema"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_PostgresBeforeAndAfterMigration_MigratesNothingAndUndoesItsWrite()
    {
        var backend = await postgres.CreateBackendAsync();
        RelationalOptions options = new() { Provider = RelationalProvider.Postgres, ConnectionString = backend.ConnectionString };
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var before = await ExamineAsync(options);
            Assert.Equal("schema, write", before.Names(FindingStatus.Ok));
            Assert.Contains("will migrate it by 0001_platform.sql", before["schema"].Detail, StringComparison.Ordinal);
        }

        await using RelationalHost host = new(backend.Settings);
        await host.Migrator.MigrateAsync(null, Cancellation);
        var after = await ExamineAsync(options);
        Assert.Equal("schema, write", after.Names(FindingStatus.Ok));
        Assert.Contains("have run", after["schema"].Detail, StringComparison.Ordinal);
        Assert.Contains("undone", after["write"].Detail, StringComparison.Ordinal);
        Assert.Empty(await host.Store.QueryAsync("SELECT id FROM platform.grain_state", [], static row => row.GetString(0), Cancellation));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=a;Password=a-secret;Database=c")]
    [InlineData("Host=no-such-host.invalid;Username=a;Password=a-secret;Database=c")]
    public async Task RunAsync_PostgresDown_NamesTheSettingAndNoSecret(string connectionString)
    {
        var found = await ExamineAsync(new RelationalOptions { Provider = RelationalProvider.Postgres, ConnectionString = connectionString });
        Assert.Equal("schema, write", found.Names(FindingStatus.Missing));
        Assert.Contains("StreamVerse:Relational:ConnectionString", found["schema"].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("a-secret", string.Join(' ', found.Values), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyDictionary<string, Finding>> ExamineAsync(RelationalOptions options) =>
        Findings.OfAsync(new RelationalExamination(Options.Create(options)).RunAsync(Cancellation));
}
