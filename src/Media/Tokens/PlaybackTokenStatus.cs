namespace StreamVerse.Media.Tokens;

/// <summary>What a check of a playback token found.</summary>
public enum PlaybackTokenStatus
{
    /// <summary>The token is genuine, in force, and grants the path.</summary>
    Valid,

    /// <summary>It is no token of ours: not a JWT, another algorithm or issuer, a required claim absent, or one that is not supported.</summary>
    Malformed,

    /// <summary>It names a key that the ring does not have (any more).</summary>
    UnknownKey,

    /// <summary>Its signature is not that of the key it names.</summary>
    BadSignature,

    /// <summary>Its <c>exp</c> has come.</summary>
    Expired,

    /// <summary>Its <c>nbf</c> has not come yet.</summary>
    NotYetValid,

    /// <summary>It grants another path.</summary>
    WrongPath,
}
