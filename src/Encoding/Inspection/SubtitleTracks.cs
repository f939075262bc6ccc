using FFMpegCore;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Tells subtitles that are text from those that are pictures.</summary>
internal static class SubtitleTracks
{
    private static readonly HashSet<string> PlainText = new(StringComparer.Ordinal) { "subrip", "srt", "text", "mov_text", "webvtt" };
    private static readonly HashSet<string> StyledText = new(StringComparer.Ordinal) { "ass", "ssa" };
    private static readonly HashSet<string> Pictures = new(StringComparer.Ordinal) { "dvd_subtitle", "hdmv_pgs_subtitle", "dvb_subtitle", "xsub" };

    /// <summary>The description of a text track, or null for one that can't be carried; says so in <paramref name="notices"/>.</summary>
    public static SourceSubtitleTrack? Describe(FFProbeStream stream, List<string> notices)
    {
        var codec = ProbeFields.CodecName(stream);
        var language = ProbeFields.Language(stream);
        var title = ProbeFields.Title(stream);
        var name = $"The subtitle track in stream {stream.Index} ({codec}, {title ?? language})";
        if (StyledText.Contains(codec))
        {
            notices.Add($"{name} loses its fonts, colours and positions: text and times are kept.");
        }
        else if (Pictures.Contains(codec))
        {
            notices.Add($"{name} consists of pictures, not text, and is left out.");
            return null;
        }
        else if (!PlainText.Contains(codec))
        {
            notices.Add($"{name} is of a kind that cannot be converted and is left out.");
            return null;
        }

        return new SourceSubtitleTrack(
            stream.Index,
            codec,
            language,
            title,
            ProbeFields.Has(stream, "default"),
            ProbeFields.Has(stream, "forced"),
            ProbeFields.Has(stream, "hearing_impaired"));
    }
}
