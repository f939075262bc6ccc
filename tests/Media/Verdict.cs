namespace StreamVerse.Media.Tests;

/// <summary>What one judge says of one file.</summary>
internal sealed record Verdict(
    string File,
    string Judge,
    string[] Problems,
    double? Duration,
    int? Segments,
    int? Variants,
    string[]? Audio,
    string[]? Subtitles,
    string? FirstUri,
    string? InitUri);
