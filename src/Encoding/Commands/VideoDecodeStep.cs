namespace StreamVerse.Encoding.Commands;

/// <summary>
/// How the source's pictures are decoded: the same everywhere. One thread, because damaged sources decode differently with
/// several. ffmpeg turns pictures upright before any filter sees them, and only then drops the display matrix: without
/// that default it would copy the matrix to the renditions, and players would turn them twice.
/// </summary>
internal sealed record VideoDecodeStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-threads", "1", "-flags", "+bitexact", "-idct", "simple", "-max_pixels", SourceLimits.MaxPixels];
}
