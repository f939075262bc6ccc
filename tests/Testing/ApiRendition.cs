namespace StreamVerse.Testing;

/// <summary>A rendition as the API's JSON has it.</summary>
public sealed record ApiRendition(string Id, string Kind, int? Width, int? Height, string? Language, string? Name, int? Channels, string? Codecs, long? BitsPerSecond, bool IsDefault);
