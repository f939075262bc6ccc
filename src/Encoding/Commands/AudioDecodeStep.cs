namespace StreamVerse.Encoding.Commands;

/// <summary>How the source's sound is decoded: the same everywhere, and nothing but sound is decoded at all.</summary>
internal sealed record AudioDecodeStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-threads", "1", "-flags", "+bitexact", "-vn", "-sn", "-dn"];
}
