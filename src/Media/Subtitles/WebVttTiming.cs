using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace StreamVerse.Media.Subtitles;

/// <summary>The line of a cue that says when it shows (WebVTT, section 4.1).</summary>
/// <param name="Start">When it appears.</param>
/// <param name="End">When it goes.</param>
/// <param name="Settings">What stands after the times.</param>
internal sealed record WebVttTiming(TimeSpan Start, TimeSpan End, string Settings)
{
    public const string Arrow = "-->";

    private const int MaxHourDigits = 4;

    /// <summary>Reads such a line.</summary>
    public static bool TryParse(ReadOnlySpan<char> line, [NotNullWhen(true)] out WebVttTiming? timing)
    {
        timing = null;
        var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
        if (arrow < 0 || !TryParseTime(line[..arrow].Trim(), out var start))
        {
            return false;
        }

        var rest = line[(arrow + Arrow.Length)..].Trim();
        var space = rest.IndexOfAny(' ', '\t');
        var last = space < 0 ? rest : rest[..space];
        if (!TryParseTime(last, out var end))
        {
            return false;
        }

        timing = new WebVttTiming(start, end, rest[last.Length..].Trim().ToString());
        return !timing.Settings.Contains(Arrow, StringComparison.Ordinal);
    }

    /// <summary>[hours:]minutes:seconds.milliseconds</summary>
    private static bool TryParseTime(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        if (text.Length < 8 || text[^4] is not ('.' or ',') || text[^7] != ':')
        {
            return false;
        }

        var hours = 0;
        var front = text[..^7];
        var colon = front.IndexOf(':');
        if ((colon >= 0 && !TryParseNumber(front[..colon], MaxHourDigits, int.MaxValue, out hours))
            || !TryParseNumber(front[(colon + 1)..], 2, 59, out var minutes)
            || !TryParseNumber(text[^6..^4], 2, 59, out var seconds)
            || !TryParseNumber(text[^3..], 3, 999, out var milliseconds))
        {
            return false;
        }

        time = new TimeSpan(0, hours, minutes, seconds, milliseconds);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> digits, int maxDigits, int most, out int number)
    {
        number = 0;
        return digits.Length <= maxDigits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
    }
}
