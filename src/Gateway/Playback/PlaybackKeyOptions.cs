namespace StreamVerse.Gateway.Playback;

/// <summary>Keys that playback tokens are signed with. Section <c>StreamVerse:Playback:Tokens</c>.</summary>
public sealed class PlaybackKeyOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Playback:Tokens";

    /// <summary>
    /// File with the keys: JSON, the one that signs first, each <c>{"kid": "...", "k": "base64url"}</c> as Traffic Server's
    /// <c>uri_signing</c> configuration has them. Made with one new key where it does not exist; read again whenever it
    /// changes, so a key put in front signs from then on, and sessions signed with the others go on. Where there are several
    /// gateways, each must know a key before one of them signs with it: <c>playback-key new</c>, later <c>playback-key promote</c>.
    /// </summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Who issues the tokens; the CDN's configuration names the same. Default: <c>streamverse</c>.</summary>
    public string Issuer { get; set; } = "streamverse";
}
