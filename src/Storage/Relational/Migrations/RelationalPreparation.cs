using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>Makes the tables.</summary>
internal sealed class RelationalPreparation(ISchemaMigrator migrator) : IStorePreparation
{
    public string Store => "relational store";

    public Task PrepareAsync(CancellationToken cancellationToken) => migrator.MigrateAsync(progress: null, cancellationToken);
}
