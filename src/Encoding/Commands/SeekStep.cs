using System.Globalization;

namespace StreamVerse.Encoding.Commands;

/// <summary>
/// Goes to a key frame at or before a time. Not accurate on purpose: ffmpeg's accurate seek drops frames by a rounded time,
/// while the filters cut by timestamps.
/// </summary>
/// <param name="Seconds">Seconds after the container's start; below 1 the file is read from its start, as some demuxers
/// seek wrongly that close to it.</param>
internal sealed record SeekStep(double Seconds) : ICommandStep
{
    private const double ShortestSeek = 1;

    /// <inheritdoc/>
    public IEnumerable<string> Arguments => Seconds < ShortestSeek
        ? []
        : ["-noaccurate_seek", "-ss", Seconds.ToString("0.000000", CultureInfo.InvariantCulture)];
}
