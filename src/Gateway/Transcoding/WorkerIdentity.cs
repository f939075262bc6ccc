namespace StreamVerse.Gateway.Transcoding;

/// <summary>The worker that a credential belongs to.</summary>
/// <param name="Name">Its name; its slots are called <c>name/0</c>, <c>name/1</c> and so on.</param>
/// <param name="Region">The region whose work it may do.</param>
internal sealed record WorkerIdentity(string Name, string Region)
{
    private const int MaxDigits = 4;

    /// <summary>
    /// Whether a slot is one of this worker's: its name, a slash, and a number of at most four digits. Whatever else begins
    /// with the name could be taken for a slot of a worker that there is not, with failures and a quarantine of its own.
    /// </summary>
    public bool Owns(string? slot) =>
        slot is not null
        && slot.StartsWith(Name, StringComparison.Ordinal)
        && slot.AsSpan(Name.Length) is ['/', .. { Length: >= 1 and <= MaxDigits } number]
        && !number.ContainsAnyExceptInRange('0', '9');
}
