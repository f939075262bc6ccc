namespace StreamVerse.Storage;

/// <summary>A store could not do its work: it cannot be reached, refuses, or has no room. Nothing was acknowledged.</summary>
/// <param name="store">Which store, for people: <c>object store</c>, <c>relational store</c>.</param>
/// <param name="setting">The configuration key that says where the store is.</param>
/// <param name="reason">What happened, without secrets.</param>
/// <param name="innerException">The adapter's own exception.</param>
public sealed class StoreUnavailableException(string store, string setting, string reason, Exception? innerException = null)
    : IOException($"The {store} (setting {setting}) is not available: {reason}", innerException)
{
    // One that came from another grain's activation has its message and nothing else: Orleans makes it anew without a constructor.
    private const string UnknownStore = "store";

    /// <summary>Which store, for people.</summary>
    public string Store => store ?? UnknownStore;

    /// <summary>The configuration key that says where the store is.</summary>
    public string Setting => setting ?? "";

    /// <summary>What happened, without secrets.</summary>
    public string Reason => reason ?? Message;

    /// <summary>Whether the store answered that it has no room left.</summary>
    public bool IsOutOfSpace { get; init; }

    /// <summary>Whether it may be there later without anybody changing a setting: it cannot be reached or is busy. A wrong password, say, does not pass.</summary>
    public bool MayPass { get; init; }

    /// <summary>Finds a store's failure under whatever was wrapped around it on its way.</summary>
    /// <param name="exception">What was caught.</param>
    /// <returns>The failure, or <see langword="null"/> where there is none.</returns>
    public static StoreUnavailableException? FindIn(Exception? exception)
    {
        while (exception is not null and not StoreUnavailableException)
        {
            exception = exception.InnerException;
        }

        return exception as StoreUnavailableException;
    }
}
