namespace StreamVerse.Storage.Relational.Queries;

/// <summary>A page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">The entries.</param>
/// <param name="NextCursor">Give it back to go on; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
