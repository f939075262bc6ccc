namespace StreamVerse.Gateway.Transcoding;

/// <summary>The worker that a credential belongs to.</summary>
/// <param name="Name">Its name; its slots are called <c>name/0</c>, <c>name/1</c> and so on.</param>
/// <param name="Region">The region whose work it may do.</param>
internal sealed record WorkerIdentity(string Name, string Region)
{
    /// <summary>Whether a slot is one of this worker's.</summary>
    public bool Owns(string? slot) => slot is not null && slot.Length > Name.Length + 1 && slot[Name.Length] == '/' && slot.StartsWith(Name, StringComparison.Ordinal);
}
