namespace StreamVerse.Encoding.Commands;

/// <summary>Starts an output that takes pictures of the filter graph, and nothing else of the source.</summary>
/// <param name="Label">Label of the graph's output.</param>
internal sealed record MapPictureStep(string Label) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-map", $"[{Label}]", "-an", "-sn", "-dn", "-fps_mode", "passthrough", "-map_metadata", "-1", "-map_chapters", "-1",
    ];
}
