namespace StreamVerse.Chaos.Tests.Load;

/// <summary>What clients ask for, whether or not they are answered.</summary>
/// <param name="Sessions">Playback sessions begun a second.</param>
/// <param name="Playlists">Playlists read a second.</param>
/// <param name="SecondsPerUpload">Seconds between two uploads; each is transcoded.</param>
internal sealed record LoadRates(double Sessions, double Playlists, double SecondsPerUpload);
