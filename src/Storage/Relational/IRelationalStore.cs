using System.Data.Common;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational;

/// <summary>
/// What a database must do for grain rows, the outbox, reminders and lists. Failures that pass are retried inside;
/// what remains is a <see cref="StoreUnavailableException"/>. A later call finds a store that came back.
/// </summary>
internal interface IRelationalStore : IStoreHealth, IAsyncDisposable
{
    SqlDialect Dialect { get; }

    /// <summary>Writes or deletes a row and stores its events, all or nothing. Durable when it returns.</summary>
    /// <returns>False when the row was not in the expected version; nothing changed then.</returns>
    Task<bool> WriteRowAsync(RowChange change, CancellationToken cancellationToken);

    /// <summary>Reads rows; <paramref name="read"/> must not keep the reader.</summary>
    Task<List<T>> QueryAsync<T>(
        string sql, IReadOnlyList<SqlValue> parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken);

    /// <summary>Runs a statement that may be run again without harm. Durable when it returns.</summary>
    /// <returns>How many rows it changed.</returns>
    Task<int> ExecuteAsync(string sql, IReadOnlyList<SqlValue> parameters, CancellationToken cancellationToken);
}
