namespace StreamVerse.Grains.Abstractions.Errors;

/// <summary>
/// The one exception that crosses grain calls on purpose. Its message is written for the person at the other end: it
/// says what, where and what to do, and holds no secret.
/// </summary>
[GenerateSerializer]
[Alias("sv.DomainException")]
public sealed class DomainException : Exception
{
    /// <summary>The code of a store that is away.</summary>
    public const string StoreUnavailable = "store-unavailable";

    /// <summary>The code of a store without room.</summary>
    public const string StoreFull = "store-full";

    /// <summary>Refuses a call.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="code">A stable name for programs, for example <c>upload-expired</c>; lower-case words with hyphens.</param>
    /// <param name="message">A sentence for people.</param>
    /// <param name="innerException">What led to it; stays on the silo's log.</param>
    public DomainException(ErrorKind kind, string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Code = code;
    }

    /// <summary>Why the call was refused.</summary>
    [Id(0)]
    public ErrorKind Kind { get; private set; }

    /// <summary>A stable name for programs.</summary>
    [Id(1)]
    public string Code { get; private set; }

    /// <summary>Whether it comes of a store that is away or full; that silo's log has said so.</summary>
    public bool IsOfStore => Code is StoreUnavailable or StoreFull;
}
