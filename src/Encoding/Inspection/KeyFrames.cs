using FFMpegCore;
using StreamVerse.Encoding.Inspection.Probing;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Where decoding can begin in a track, and how far ahead of a wanted picture it therefore has to.</summary>
internal static class KeyFrames
{
    private const double MinPrerollSeconds = 4;

    /// <summary>One interval reaches the picture that everything wanted depends on, also where pictures are refreshed bit by bit; half of one more is for containers that seek roughly.</summary>
    private const double PrerollKeyIntervals = 1.5;

    /// <summary>What the time that a seek goes by, the decoder's, can be ahead of the time at which a picture is shown.</summary>
    private const double SeekSlackSeconds = 0.5;

    /// <summary>The same where pictures have no steady rate, in longest gaps between two: no more are reordered by what encoders make.</summary>
    private const int SeekSlackGaps = 4;

    /// <summary>
    /// Units that begin a picture before which nothing is needed: IDR pictures (ITU-T H.264, table 7-1; H.265, table 7-1).
    /// What else containers call key frames may be an I picture whose followers look back beyond it, or one of those from
    /// which on pictures are refreshed bit by bit.
    /// </summary>
    private static readonly Dictionary<string, string> s_cleanUnits = new(StringComparer.Ordinal) { ["h264"] = "5", ["hevc"] = "19|20" };

    /// <summary>The demuxer that seeks by an index, to the key frame itself, and says itself which packets are key frames. Of Matroska's packets ffmpeg's parser says it, which may know better than the index.</summary>
    private const string ExactFormat = "mov,mp4,m4a,3gp,3g2,mj2";

    /// <summary>
    /// The kinds of units that every key frame must hold for a seek to land on the one that was meant, and for decoding from
    /// it to be exact at once; <see langword="null"/> where neither can be had.
    /// </summary>
    /// <param name="format">ffmpeg's name of the file's demuxer.</param>
    /// <param name="stream">The track.</param>
    /// <param name="index">The track's packets.</param>
    /// <returns>As the codec numbers them, joined by <c>|</c>.</returns>
    public static string? CleanUnits(string format, FFProbeStream stream, PacketIndex index) =>
        format == ExactFormat && index is { IsTailDamaged: false, HidesBetween: false } ? s_cleanUnits.GetValueOrDefault(ProbeFields.CodecName(stream)) : null;

    /// <summary>How far ahead of a wanted picture to seek, in seconds.</summary>
    /// <param name="index">The track's packets.</param>
    /// <param name="areClean">Whether every key frame holds one of its <see cref="CleanUnits"/>.</param>
    public static double PrerollSeconds(PacketIndex index, bool areClean)
    {
        var rough = Math.Max(MinPrerollSeconds, (PrerollKeyIntervals * index.LongestKeyIntervalSeconds) + index.LongestGapSeconds);
        return Math.Round(areClean ? Math.Min(rough, SeekSlackSeconds + (SeekSlackGaps * index.LongestGapSeconds)) : rough, 3);
    }
}
