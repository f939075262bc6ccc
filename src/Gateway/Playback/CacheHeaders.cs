namespace StreamVerse.Gateway.Playback;

/// <summary>The one table of how long caches may keep what the gateway serves.</summary>
internal static class CacheHeaders
{
    /// <summary>Segments, sprite sheets, subtitles: the version is in the path, so the bytes never change.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>Answers that are of one moment.</summary>
    public const string NoStore = "no-store";

    /// <summary>Playlists and manifests: of a growing title they change within seconds; of a complete one only if it is deleted, or a track is added or removed. A new session sees that at once; others within 30 s, and 5 s more for what another gateway knew.</summary>
    public static string OfDocument(bool isComplete) => isComplete ? "public, max-age=30" : "public, max-age=1";
}
