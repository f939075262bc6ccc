namespace StreamVerse.Encoding.Commands;

/// <summary>Reads samples that <see cref="SamplesOutputStep"/> wrote, from stdin.</summary>
internal sealed record SamplesInputStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-copyts", "-protocol_whitelist", "pipe", "-format_whitelist", "nut", "-f", "nut", "-i", "pipe:0"];
}
