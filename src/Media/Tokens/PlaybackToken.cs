namespace StreamVerse.Media.Tokens;

/// <summary>A token that grants one output version of one title.</summary>
/// <param name="Jwt">The token in the JWT's compact form (RFC 7519).</param>
/// <param name="ExpiresAt">From this moment on it grants nothing; a whole second.</param>
public sealed record PlaybackToken(string Jwt, DateTimeOffset ExpiresAt);
