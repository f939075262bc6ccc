namespace StreamVerse.Encoding.Commands;

/// <summary>Writes one JPEG.</summary>
/// <param name="OutputPath">The file to write.</param>
internal sealed record SpriteSheetStep(string OutputPath) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-frames:v", "1", "-c:v", "mjpeg", "-threads", "1", "-q:v", "5", "-huffman", "optimal",
        "-flags:v", "+bitexact", "-fflags", "+bitexact", "-f", "mjpeg", SourceLimits.FileName(OutputPath),
    ];
}
