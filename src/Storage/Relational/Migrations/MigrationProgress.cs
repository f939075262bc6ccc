namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>How far a migration is.</summary>
/// <param name="Script">The script that was run last, for example <c>0001_platform.sql</c>.</param>
/// <param name="Done">Scripts run.</param>
/// <param name="Total">Scripts that had to be run.</param>
public sealed record MigrationProgress(string Script, int Done, int Total);
