namespace StreamVerse.Encoding.Commands;

/// <summary>The filter graph between decoder and encoders.</summary>
/// <param name="Graph">The graph's description.</param>
internal sealed record FilterGraphStep(string Graph) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-filter_complex", Graph];
}
