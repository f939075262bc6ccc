namespace StreamVerse.Testing;

/// <summary>A playback session as the API's JSON has it.</summary>
public sealed record ApiSession(string SessionId, string HlsUrl, string DashUrl, string ThumbnailsUrl, int HeartbeatSeconds, DateTimeOffset ExpiresAt)
{
    /// <summary>The address of a file of the title, relative to the playlist.</summary>
    public string UrlOf(string file) => HlsUrl[..(HlsUrl.LastIndexOf('/') + 1)] + file;
}
