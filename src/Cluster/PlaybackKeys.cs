using System.Text.Json;

namespace StreamVerse.Cluster;

/// <summary>The keys that all gateways sign playback tokens with, in the form that <c>StreamVerse:Playback:Tokens:KeyFile</c> takes.</summary>
internal static class PlaybackKeys
{
    /// <summary>Makes one key where there is none, before gateways that start at once each make their own.</summary>
    public static void CreateIfMissing(string path) =>
        SecretFile.ReadOrCreate(path, static () => JsonSerializer.Serialize(new[] { new { kid = $"k{DateTimeOffset.UtcNow:yyyyMMddHHmmss}", k = SecretFile.NewSecret() } }));
}
