namespace StreamVerse.Encoding.Commands;

/// <summary>Starts an output that takes one video stream as it is.</summary>
/// <param name="StreamIndex">Index of the stream in the file.</param>
internal sealed record MapVideoStep(int StreamIndex) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-map", "0:" + CommandLine.Number(StreamIndex), "-an", "-sn", "-dn"];
}
