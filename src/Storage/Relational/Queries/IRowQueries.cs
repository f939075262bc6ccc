namespace StreamVerse.Storage.Relational.Queries;

/// <summary>Lists of grain rows, for pages and sweepers. They may miss writes of the last moment; decisions belong to the grains.</summary>
public interface IRowQueries
{
    /// <summary>Reads one page of the rows of a registered state.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="query">Which rows, in which order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    /// <exception cref="ArgumentException">A column is not promoted, or not of a fitting type.</exception>
    Task<RowPage<TState>> ListAsync<TState>(RowQuery query, CancellationToken cancellationToken)
        where TState : class;

    /// <summary>Reads the ids of one page of rows, and not their states: quick over large ones, and not stopped by one that this version cannot read.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="query">Which rows, in which order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    /// <exception cref="ArgumentException">A column is not promoted, or not of a fitting type.</exception>
    Task<IdPage> ListIdsAsync<TState>(RowQuery query, CancellationToken cancellationToken)
        where TState : class;

    /// <summary>Adds up a number over all rows of a registered state that have the given values.</summary>
    /// <typeparam name="TState">The state.</typeparam>
    /// <param name="column">A promoted column of type <see cref="ColumnType.BigInt"/>.</param>
    /// <param name="equal">Promoted columns and the values that they must have.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The sum; 0 where there are no such rows.</returns>
    /// <exception cref="ArgumentException">A column is not promoted, or not of a fitting type.</exception>
    Task<long> SumAsync<TState>(string column, IReadOnlyDictionary<string, object?> equal, CancellationToken cancellationToken)
        where TState : class;
}
