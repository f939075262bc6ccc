using Microsoft.Data.Sqlite;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Programs;

/// <summary>The real silo on schemas that are not of its version.</summary>
public sealed class SiloSchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private Dictionary<string, string> Settings => new()
    {
        ["StreamVerse:Relational:Provider"] = "sqlite",
        ["StreamVerse:Relational:Path"] = _folder.File("silo.db"),
        ["StreamVerse:Objects:Provider"] = "folder",
        ["StreamVerse:Objects:Folder:Path"] = _folder.File("objects"),
        ["StreamVerse:Http:Port"] = "0",
    };

    [Fact(Timeout = 120_000)]
    public async Task Start_SchemaOlderOrNewer_IsOneLineAndExitCode69()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var before = await ProgramRun.OfAsync("Silo", [], Settings);
        AssertRefused(before, "its schema is older than this program: 0001_platform.sql");

        var migrated = await ProgramRun.OfAsync("Silo", ["migrate"], Settings);
        Assert.True(migrated.ExitCode == ExitCodes.Ok, migrated.Errors);
        Assert.Contains("0001_platform.sql", migrated.Output, StringComparison.Ordinal);
        var again = await ProgramRun.OfAsync("Silo", ["migrate"], Settings);
        Assert.Equal((ExitCodes.Ok, ""), (again.ExitCode, again.Errors));
        Assert.DoesNotContain(".sql", again.Output, StringComparison.Ordinal);

        await ExecuteAsync(
            """
            INSERT INTO schema_versions (ScriptName, Applied) VALUES ('StreamVerse.Migrations.9998_more.sql', '2030-01-01');
            INSERT INTO platform_additive_scripts (script) VALUES ('9998_more.sql');
            """,
            cancellationToken);
        var behind = await ProgramRun.OfAsync("Silo", ["migrate"], Settings);
        Assert.Equal((ExitCodes.Ok, ""), (behind.ExitCode, behind.Errors));

        await ExecuteAsync("INSERT INTO schema_versions (ScriptName, Applied) VALUES ('StreamVerse.Migrations.9999_future.sql', '2030-01-01')", cancellationToken);

        AssertRefused(await ProgramRun.OfAsync("Silo", [], Settings), "this program is older than the schema: it was migrated by a newer StreamVerse (9999_future.sql)");
        AssertRefused(await ProgramRun.OfAsync("Silo", ["--StreamVerse:Relational:MigrateAtStart=true"], Settings), "(9999_future.sql)");
        AssertRefused(await ProgramRun.OfAsync("Silo", ["migrate"], Settings), "(9999_future.sql)");
    }

    public void Dispose() => _folder.Dispose();

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using SqliteConnection database = new($"Data Source={_folder.File("silo.db")};Pooling=False");
        await database.OpenAsync(cancellationToken);
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // The statements are the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void AssertRefused(ProgramRun run, string reason)
    {
        Assert.True(run.ExitCode == ExitCodes.Unavailable, $"{run.ExitCode}: {run.Output}{run.Errors}");
        var line = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Output, StringComparison.Ordinal);
    }
}
