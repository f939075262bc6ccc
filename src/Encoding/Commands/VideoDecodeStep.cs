namespace StreamVerse.Encoding.Commands;

/// <summary>
/// How the source's pictures are decoded: the same everywhere. One thread, because damaged sources decode differently with
/// several. ffmpeg turns pictures upright before any filter sees them, and only then drops the display matrix: without
/// that default it would copy the matrix to the renditions, and players would turn them twice.
/// </summary>
/// <param name="KeepsGraph">
/// Whether the filter graph stays when pictures change their size or format midway. ffmpeg would build it anew and lose
/// the frames that it holds. Only for graphs whose first filter that looks at pixels is a scaler, which takes any size.
/// </param>
internal sealed record VideoDecodeStep(bool KeepsGraph = false) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        .. KeepsGraph ? ["-reinit_filter", "0"] : Array.Empty<string>(),
        "-threads", "1", "-flags", "+bitexact", "-idct", "simple", "-max_pixels", SourceLimits.MaxPixels,
    ];
}
