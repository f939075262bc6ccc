namespace StreamVerse.Gateway.Playback;

/// <summary>A playback session as clients see it.</summary>
/// <param name="SessionId">The session's id.</param>
/// <param name="HlsUrl">Path of the HLS multivariant playlist, token included.</param>
/// <param name="DashUrl">Path of the MPEG-DASH manifest, token included.</param>
/// <param name="ThumbnailsUrl">Path of the WebVTT file with the seek bar's pictures, token included.</param>
/// <param name="HeartbeatSeconds">How often the player shall beat.</param>
/// <param name="ExpiresAt">Until when the URLs are good.</param>
internal sealed record SessionResponse(
    string SessionId,
    string HlsUrl,
    string DashUrl,
    string ThumbnailsUrl,
    int HeartbeatSeconds,
    DateTimeOffset ExpiresAt);
