namespace StreamVerse.Testing;

/// <summary>A track on its way into a title, as the API's JSON has it.</summary>
public sealed record ApiAddition(string Id, string Kind, string Language, string Name, string State, double Progress, ApiError? Error);
