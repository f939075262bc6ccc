namespace StreamVerse.Encoding.Commands;

/// <summary>The filters between an audio decoder and its encoder.</summary>
/// <param name="Filters">The chain's description.</param>
internal sealed record AudioFilterStep(string Filters) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-af", Filters];
}
