namespace StreamVerse.Encoding.Commands;

/// <summary>Decodes a little and writes nothing: only whether it works counts.</summary>
/// <param name="Duration">How much to decode.</param>
internal sealed record DiscardStep(TimeSpan Duration) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-t", CommandLine.Number(Duration.TotalSeconds), "-f", "null", "-"];
}
