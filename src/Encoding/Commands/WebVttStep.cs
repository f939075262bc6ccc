namespace StreamVerse.Encoding.Commands;

/// <summary>Writes one subtitle stream as WebVTT to stdout, on the source's own clock.</summary>
/// <param name="StreamIndex">Index of the stream in the file.</param>
internal sealed record WebVttStep(int StreamIndex) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-map", "0:" + CommandLine.Number(StreamIndex), "-map_metadata", "-1", "-map_chapters", "-1",
        "-c:s", "webvtt", "-flags:s", "+bitexact", "-fflags", "+bitexact", "-avoid_negative_ts", "disabled", "-f", "webvtt", "pipe:1",
    ];
}
