namespace StreamVerse.Encoding.Commands;

/// <summary>Has an output take an audio stream, and nothing but sound of the source.</summary>
/// <param name="StreamIndex">Index of the stream in the file.</param>
/// <param name="Input">Index of the file among the run's inputs.</param>
internal sealed record MapAudioStep(int StreamIndex, int Input = 0) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-map", $"{CommandLine.Number(Input)}:{CommandLine.Number(StreamIndex)}", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
    ];
}
