namespace StreamVerse.Testing;

/// <summary>Why a title failed.</summary>
public sealed record ApiError(string Code, string Message);
