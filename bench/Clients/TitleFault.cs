namespace StreamVerse.Bench.Clients;

/// <summary>Why a title failed.</summary>
internal sealed record TitleFault(string Code, string Message);
