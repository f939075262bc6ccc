namespace StreamVerse.Encoding.Commands;

/// <summary>Starts an output that takes one audio stream, and nothing else of the source.</summary>
/// <param name="StreamIndex">Index of the stream in the file.</param>
internal sealed record MapAudioStep(int StreamIndex) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-map", "0:" + CommandLine.Number(StreamIndex), "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
    ];
}
