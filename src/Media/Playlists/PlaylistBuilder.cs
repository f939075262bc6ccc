using System.Globalization;
using System.Text;

namespace StreamVerse.Media.Playlists;

/// <summary>Writes the lines of an HLS playlist (RFC 8216bis, section 4.1): UTF-8, no byte order mark, line feeds.</summary>
/// <param name="capacity">About how many characters the playlist will have.</param>
internal sealed class PlaylistBuilder(int capacity)
{
    private readonly StringBuilder _text = new("#EXTM3U\n", capacity);

    /// <summary>Adds a line; text that people wrote must have gone through <see cref="Quoted"/>.</summary>
    public PlaylistBuilder Line(string line)
    {
        _text.Append(line).Append('\n');
        return this;
    }

    /// <summary>Adds a media segment: its duration, and where it is.</summary>
    /// <param name="microseconds">Duration in microseconds.</param>
    /// <param name="uri">Address relative to the playlist.</param>
    public PlaylistBuilder Segment(long microseconds, string uri)
    {
        _text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{microseconds / 1_000_000}.{microseconds % 1_000_000:D6},\n").Append(uri).Append('\n');
        return this;
    }

    /// <summary>The playlist so far, in UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>A quoted string (RFC 8216bis, section 4.2), which can hold neither quotes nor line breaks.</summary>
    public static string Quoted(string value)
    {
        var clean = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            clean.Append(character == '"' ? '\'' : char.IsControl(character) ? ' ' : character);
        }

        return clean.Append('"').ToString();
    }
}
