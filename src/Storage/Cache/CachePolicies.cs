namespace StreamVerse.Storage.Cache;

/// <summary>The one table of what is cached and for how long.</summary>
public static class CachePolicies
{
    /// <summary>Access tokens: 15 minutes, as long as they are good for.</summary>
    public static CachePolicy AccessTokens { get; } = new("access-token", TimeSpan.FromMinutes(15));

    /// <summary>Refresh tokens: 30 days.</summary>
    public static CachePolicy RefreshTokens { get; } = new("refresh-token", TimeSpan.FromDays(30));

    /// <summary>What playlists and manifests of complete titles are rendered from: 30 s.</summary>
    public static CachePolicy Manifests { get; } = new("manifest", TimeSpan.FromSeconds(30));

    /// <summary>Playlists of live channels: 2 s.</summary>
    public static CachePolicy LivePlaylists { get; } = new("live-playlist", TimeSpan.FromSeconds(2));

    /// <summary>State of playback sessions: 8 hours.</summary>
    public static CachePolicy Sessions { get; } = new("session", TimeSpan.FromHours(8));

    /// <summary>Idempotency keys: 24 hours.</summary>
    public static CachePolicy IdempotencyKeys { get; } = new("idempotency-key", TimeSpan.FromHours(24));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CachePolicy> All { get; } = [AccessTokens, RefreshTokens, Manifests, LivePlaylists, Sessions, IdempotencyKeys];
}
