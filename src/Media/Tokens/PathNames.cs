using System.Buffers;

namespace StreamVerse.Media.Tokens;

/// <summary>What may stand in playback paths: only characters that mean nothing in a URL, a file system or a regular expression.</summary>
internal static class PathNames
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly SearchValues<char> s_name = SearchValues.Create(Alphanumeric + "-_");
    private static readonly SearchValues<char> s_file = SearchValues.Create(Alphanumeric + "-_./");

    /// <summary>Whether a text is a name: letters, digits, hyphens and underscores.</summary>
    public static bool IsName(ReadOnlySpan<char> text, int maxLength) =>
        text.Length > 0 && text.Length <= maxLength && !text.ContainsAnyExcept(s_name);

    /// <summary>Whether a text is a relative path of plain names: no empty step, and none that begins with a dot.</summary>
    public static bool IsFile(ReadOnlySpan<char> text, int maxLength) =>
        text.Length > 0
        && text.Length <= maxLength
        && !text.ContainsAnyExcept(s_file)
        && text[0] is not ('/' or '.')
        && text[^1] != '/'
        && !text.Contains("//", StringComparison.Ordinal)
        && !text.Contains("/.", StringComparison.Ordinal);
}
