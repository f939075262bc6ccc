using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace StreamVerse.Media.Subtitles;

/// <summary>Writes WebVTT files.</summary>
internal sealed class WebVttWriter
{
    private readonly StringBuilder _text = new("WEBVTT\n");

    /// <summary>
    /// Ties the file's times to the media's (RFC 8216bis, section 3.1.4). Our media begins at 0, and the cues are timed
    /// from there in every piece.
    /// </summary>
    public void WriteTimestampMap() => _text.Append("X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n");

    public void WriteHeader(ImmutableArray<string> blocks)
    {
        foreach (var block in blocks)
        {
            _text.Append('\n').Append(block).Append('\n');
        }
    }

    public void Write(WebVttCue cue)
    {
        _text.Append('\n');
        if (cue.Identifier is { Length: > 0 } identifier)
        {
            _text.Append(identifier).Append('\n');
        }

        WriteTime(cue.Start);
        _text.Append(" --> ");
        WriteTime(cue.End);
        if (cue.Settings.Length > 0)
        {
            _text.Append(' ').Append(cue.Settings);
        }

        _text.Append('\n').Append(cue.Text).Append('\n');
    }

    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    private void WriteTime(TimeSpan time) => _text.Append(
        CultureInfo.InvariantCulture,
        $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}");
}
