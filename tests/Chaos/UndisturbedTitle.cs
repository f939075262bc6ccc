namespace StreamVerse.Chaos.Tests;

/// <summary>A source, and what becomes of it.</summary>
/// <param name="SourcePath">The file.</param>
/// <param name="Digests">Path within the title and digest of every file, sorted; one line each.</param>
internal sealed record UndisturbedTitle(string SourcePath, IReadOnlyList<string> Digests);
