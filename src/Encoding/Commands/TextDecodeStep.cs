namespace StreamVerse.Encoding.Commands;

/// <summary>Reads subtitles only: neither pictures nor sound are decoded.</summary>
internal sealed record TextDecodeStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-vn", "-an", "-dn"];
}
