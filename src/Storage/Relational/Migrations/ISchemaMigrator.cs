namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>Brings the database's tables to the form that this program needs.</summary>
public interface ISchemaMigrator
{
    /// <summary>Runs the scripts that have not run yet, each once; several processes may do so at the same time.</summary>
    /// <param name="progress">Is told after each script; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Gives up between scripts.</param>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; what ran stays done.</exception>
    Task MigrateAsync(IProgress<MigrationProgress>? progress, CancellationToken cancellationToken);
}
