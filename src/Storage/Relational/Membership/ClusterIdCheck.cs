using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>
/// Keeps a silo from a database that a cluster of another name works on: each would activate the same grains, and write the
/// same rows in turn.
/// </summary>
/// <param name="store">The database.</param>
/// <param name="options">The name of this silo's cluster.</param>
internal sealed class ClusterIdCheck(IRelationalStore store, IOptions<ClusterOptions> options)
{
    private const string Setting = $"{ClusterOptions.Section}:{nameof(ClusterOptions.ClusterId)}";

    // Silos say every 5 s that they live; 3 is Orleans' status "Active".
    private const string ActiveOthers =
        "SELECT DISTINCT deploymentid FROM orleansmembershiptable WHERE deploymentid <> $1 AND status = 3 AND iamalivetime > now() - interval '30 seconds' ORDER BY deploymentid";

    /// <exception cref="StoreUnavailableException">Silos of another cluster are active there.</exception>
    public async Task EnsureAloneAsync(CancellationToken cancellationToken)
    {
        var mine = options.Value.ClusterId;
        if (await store.QueryAsync(ActiveOthers, [mine], static reader => reader.GetString(0), cancellationToken) is [var other, ..])
        {
            throw new StoreUnavailableException(
                "relational store", Setting, $"silos of the cluster '{other}' work on this database, and this one is of '{mine}'. Give it that name to join them, or a database of its own; if they were ended just now, try again in half a minute.");
        }
    }
}
