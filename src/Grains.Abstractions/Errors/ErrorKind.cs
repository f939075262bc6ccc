namespace StreamVerse.Grains.Abstractions.Errors;

/// <summary>Why a grain refused a call. The gateway turns each kind into one HTTP status.</summary>
public enum ErrorKind
{
    /// <summary>The request makes no sense, whatever the state (400).</summary>
    Invalid,

    /// <summary>There is no such thing (404).</summary>
    NotFound,

    /// <summary>The thing is not in a state for this (409).</summary>
    Conflict,

    /// <summary>There was such a thing; it is over (410).</summary>
    Gone,

    /// <summary>More than the limit allows (413).</summary>
    TooLarge,

    /// <summary>The caller was replaced by a newer holder of the same lease (423).</summary>
    LeaseLost,

    /// <summary>A store is down; try again (503).</summary>
    Unavailable,

    /// <summary>No room for it: a quota or the store's disk (507).</summary>
    OutOfSpace,
}
