namespace StreamVerse.Encoding.Commands;

/// <summary>Sound whose channels, rate or samples change midway is an error, instead of a reason to build the filters anew.</summary>
internal sealed record FixedShapeStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-reinit_filter", "0"];
}
