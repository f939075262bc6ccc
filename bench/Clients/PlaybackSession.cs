namespace StreamVerse.Bench.Clients;

/// <summary>What is read of a new playback session.</summary>
internal sealed record PlaybackSession(string SessionId, string HlsUrl);
