using Microsoft.Extensions.Options;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>Makes the tables, or only looks at them where somebody else makes them.</summary>
internal sealed class RelationalPreparation(ISchemaMigrator migrator, IOptions<RelationalOptions> options) : IStorePreparation
{
    public string Store => "relational store";

    public Task PrepareAsync(CancellationToken cancellationToken) => options.Value.MigrateAtStart
        ? migrator.MigrateAsync(progress: null, cancellationToken)
        : migrator.VerifyAsync(cancellationToken);
}
