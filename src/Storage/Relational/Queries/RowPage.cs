namespace StreamVerse.Storage.Relational.Queries;

/// <summary>A page of a list.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Rows">The rows, in order.</param>
/// <param name="NextCursor">Where the next page begins; null when there is none.</param>
public sealed record RowPage<TState>(IReadOnlyList<StoredRow<TState>> Rows, string? NextCursor);
