using StreamVerse.Storage.Relational.Migrations;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>Keeps what a migration reports, at once and in order.</summary>
public sealed class MigrationLog : IProgress<MigrationProgress>
{
    public List<MigrationProgress> Steps { get; } = [];

    public void Report(MigrationProgress value) => Steps.Add(value);
}
