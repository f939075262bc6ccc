namespace StreamVerse.Storage.Relational.Queries;

/// <summary>A page of a list, ids only.</summary>
/// <param name="Ids">The rows' ids: the grains' keys, in order.</param>
/// <param name="NextCursor">Where the next page begins; null when there is none.</param>
public sealed record IdPage(IReadOnlyList<string> Ids, string? NextCursor);
