using System.Text.RegularExpressions;
using StreamVerse.Storage.Relational;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>Rules that keep the scripts fit for YugabyteDB, read from the scripts themselves.</summary>
public sealed partial class MigrationScriptTests
{
    [Theory]
    [InlineData(".Postgres.")]
    [InlineData(".Sqlite.")]
    public void Scripts_EveryTable_HasAPrimaryKeyAndMayExistAlready(string dialect)
    {
        var tables = Tables().Matches(Sql(dialect));
        Assert.True(tables.Count >= 7, $"{tables.Count} tables were found.");
        Assert.All(tables, table => Assert.Contains("PRIMARY KEY", table.Value, StringComparison.Ordinal));
        Assert.All(tables, table => Assert.DoesNotMatch(@"PRIMARY KEY \((version|created_at|updated_at|stored_at|sequence)", table.Value));
        Assert.Equal(CreateStatements().Count(Sql(dialect)), Regex.Count(Sql(dialect), "IF NOT EXISTS"));
    }

    [Theory]
    [InlineData("serial")]
    [InlineData("bigserial")]
    [InlineData("smallserial")]
    [InlineData("identity")]
    [InlineData("nextval")]
    [InlineData("generated")]
    [InlineData("create sequence")]
    [InlineData("pg_advisory")]
    [InlineData("listen")]
    [InlineData("notify")]
    [InlineData("exclude")]
    [InlineData("temp")]
    [InlineData("inherits")]
    [InlineData("unlogged")]
    [InlineData("lock table")]
    [InlineData("tablespace")]
    public void PostgresScripts_WhatYugabyteLacksOrHeats_IsNotUsed(string word) =>
        Assert.DoesNotMatch($@"(?i)\b{word}\b", Sql(".Postgres."));

    [Fact]
    public void PostgresScripts_NoKeyOfOneColumn_IsACounterOrAClock() =>
        Assert.DoesNotMatch(@"(?im)^\s*\w+ (smallint|integer|bigint|timestamp|timestamptz|date)\b[^,\n]*PRIMARY KEY", Sql(".Postgres."));

    [Fact]
    public void PostgresScripts_NoIndex_LeadsWithAClock() =>
        Assert.DoesNotMatch(@"(?i)ON [\w.]+ \((created_at|updated_at|stored_at|start_time|expires_at|version|sequence)", Sql(".Postgres."));

    [Fact]
    public void Scripts_BothDialects_HaveTheSameTablesAndColumns() => Assert.Equal(Shape(".Postgres."), Shape(".Sqlite."));

    /// <summary>Whether a program of the version before may start again on the new tables is to be thought of with every script.</summary>
    [Theory]
    [InlineData(".Postgres.")]
    [InlineData(".Sqlite.")]
    public void Scripts_SinceTheyCanSaySo_SayWhetherOlderProgramsGoOn(string dialect)
    {
        var scripts = Names(dialect).SkipWhile(name => !name.EndsWith("_additive_scripts.sql", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, name =>
        {
            var (file, sql) = (string.Join('.', name.Split('.')[^2..]), Read(name));
            Assert.True(
                sql.Contains($"additive_scripts (script) VALUES ('{file}') ON CONFLICT DO NOTHING;", StringComparison.Ordinal)
                    || sql.Contains("-- Programs from before this script cannot go on", StringComparison.Ordinal),
                $"{file} neither names itself in additive_scripts nor says that programs from before it cannot go on.");
        });
    }

    // Silos that find each other through the database need PostgreSQL, so SQLite lacks those tables.
    private static string Shape(string dialect) => string.Join('\n', Tables().Matches(Sql(dialect)).Where(table => !table.Groups["name"].Value.StartsWith("orleans", StringComparison.Ordinal)).Select(table =>
        table.Groups["name"].Value.Replace('.', '_') + ":" + string.Join(',', Columns().Matches(table.Value).Select(column => column.Groups[1].Value)
            .Where(column => column != "bucket"))));

    /// <summary>The scripts without their comments.</summary>
    private static string Sql(string dialect)
    {
        var names = Names(dialect);
        Assert.InRange(names.Count, 3, 100);
        return Comments().Replace(string.Join('\n', names.Select(Read)), "");
    }

    private static List<string> Names(string dialect) =>
        [.. typeof(RelationalOptions).Assembly.GetManifestResourceNames().Where(name => name.Contains(dialect, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(RelationalOptions).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"CREATE TABLE IF NOT EXISTS (?<name>[\w.]+) \(.*?\n\)[^;]*;", RegexOptions.Singleline)]
    private static partial Regex Tables();

    [GeneratedRegex(@"^    ([a-z_]+) [a-z]", RegexOptions.Multiline)]
    private static partial Regex Columns();

    [GeneratedRegex(@"\bCREATE ")]
    private static partial Regex CreateStatements();

    [GeneratedRegex("--.*")]
    private static partial Regex Comments();
}
