namespace StreamVerse.Gateway.Administration;

/// <summary>Who may look at the cluster while there are no accounts. Section <c>StreamVerse:Admin</c>.</summary>
public sealed class AdminOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Admin";

    /// <summary>Fewest characters of a token: what cannot be guessed in any number of tries.</summary>
    public const int MinTokenLength = 20;

    /// <summary>
    /// The token of the SREs, for <c>/admin</c> and <c>/v1/admin</c>: as the password of HTTP Basic (with any user name), for which browsers ask,
    /// or as a Bearer token. Keep it in <c>/run/secrets</c> or the environment. Default: none; then only this machine itself,
    /// without a proxy in between, may look.
    /// </summary>
    public string? Token { get; set; }
}
