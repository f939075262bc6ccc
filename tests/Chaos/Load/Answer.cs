namespace StreamVerse.Chaos.Tests.Load;

/// <summary>What a client got in the end.</summary>
/// <param name="Failure">Why it is no success; <see langword="null"/> when it is.</param>
/// <param name="Body">The text.</param>
/// <param name="Headers">The headers by name, those of the content too.</param>
/// <param name="Repeats">How often it had to ask again.</param>
internal sealed record Answer(string? Failure, string Body, IReadOnlyDictionary<string, string> Headers, int Repeats);
