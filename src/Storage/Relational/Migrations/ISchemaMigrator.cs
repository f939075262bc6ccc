namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>Brings the database's tables to the form that this program needs.</summary>
public interface ISchemaMigrator
{
    /// <summary>Runs the scripts that have not run yet, each once; several processes may do so at the same time.</summary>
    /// <param name="progress">Is told after each script; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up between scripts.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; what ran stays done. Or a newer StreamVerse has migrated it; nothing is run then.</exception>
    Task MigrateAsync(IProgress<MigrationProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Looks whether this program's scripts have run, and no others but such as older programs go on with; changes nothing.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">They have not, or others have that this program cannot go on with: says which and what to do. Or the store cannot be reached.</exception>
    Task VerifyAsync(CancellationToken cancellationToken);
}
