namespace StreamVerse.Encoding.Commands;

/// <summary>
/// How the source's pictures are decoded: the same everywhere. One thread, because damaged sources decode differently with
/// several; never rotated by ffmpeg, because <see cref="Filters.RotateFilter"/> does that.
/// </summary>
internal sealed record VideoDecodeStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-threads", "1", "-flags", "+bitexact", "-idct", "simple", "-max_pixels", SourceLimits.MaxPixels, "-noautorotate"];
}
