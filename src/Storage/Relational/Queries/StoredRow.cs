namespace StreamVerse.Storage.Relational.Queries;

/// <summary>A grain's row as it was stored.</summary>
/// <typeparam name="TState">The state.</typeparam>
/// <param name="Id">The row's id: the grain's key.</param>
/// <param name="Version">Its version; as text the grain's ETag.</param>
/// <param name="State">The state, upgraded if it was an older one.</param>
public sealed record StoredRow<TState>(string Id, long Version, TState State);
