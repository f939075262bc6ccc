using Microsoft.Extensions.Options;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>Makes the tables, or only looks at them where somebody else makes them; then sees that no strangers work on them.</summary>
internal sealed class RelationalPreparation(ISchemaMigrator migrator, IOptions<RelationalOptions> options, IEnumerable<ClusterIdCheck> clusterIds) : IStorePreparation
{
    public string Store => "relational store";

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await (options.Value.MigrateAtStart ? migrator.MigrateAsync(progress: null, cancellationToken) : migrator.VerifyAsync(cancellationToken));
        foreach (var check in clusterIds)
        {
            await check.EnsureAloneAsync(cancellationToken);
        }
    }
}
