using System.Text;
using System.Text.RegularExpressions;

namespace StreamVerse.Media.Subtitles;

/// <summary>Subtitle files as people have them: WebVTT or SubRip (.srt), in UTF-8.</summary>
public static partial class SubtitleFile
{
    /// <summary>Reads a file of either kind.</summary>
    /// <param name="content">The file.</param>
    /// <exception cref="FormatException">It is neither, is not UTF-8, or has no cues; the message says so for people.</exception>
    public static WebVttDocument Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length > WebVttDocument.MaxBytes)
        {
            throw new FormatException($"The subtitles are larger than {WebVttDocument.MaxBytes / (1024 * 1024)} MiB.");
        }

        var text = Decode(content).TrimStart('\uFEFF');
        var document = text.StartsWith("WEBVTT", StringComparison.Ordinal)
            ? WebVttDocument.Parse(text)
            : text.Contains(WebVttTiming.Arrow, StringComparison.Ordinal)
                ? WebVttDocument.Parse("WEBVTT\n\n" + Decoration().Replace(text.TrimStart(), ""))
                : throw new FormatException("This is neither a WebVTT nor a SubRip (.srt) file.");
        return document.Cues.IsEmpty ? throw new FormatException("The file has no subtitles in it.") : document;
    }

    private static string Decode(ReadOnlySpan<byte> content)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException exception)
        {
            throw new FormatException("The file is not text in UTF-8. Save it in that encoding and send it again.", exception);
        }
    }

    /// <summary>Fonts and positions, which SubRip files borrow from other formats and WebVTT would show as text.</summary>
    [GeneratedRegex(@"\{\\[^}\n]{0,200}\}|</?font[^>\n]{0,200}>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Decoration();
}
