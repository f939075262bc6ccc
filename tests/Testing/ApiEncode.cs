namespace StreamVerse.Testing;

/// <summary>The last re-encode of a title, as the API's JSON has it.</summary>
public sealed record ApiEncode(string Id, string State, string Priority, double Progress, string? Step, ApiError? Error, DateTimeOffset RequestedAt, DateTimeOffset? EndedAt);
