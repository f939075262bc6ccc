using System.Globalization;
using System.Text;

namespace StreamVerse.Media.Ladders;

/// <summary>Chooses names for tracks that a viewer can tell apart: the language, then the track's own title, then a number.</summary>
/// <param name="nameless">What a track is called of which neither language nor title is known.</param>
/// <param name="taken">Names that must not be given.</param>
internal sealed class TrackNames(string nameless, IEnumerable<string>? taken = null)
{
    private const int MaxTitleCharacters = 60;
    private const int MaxIdCharacters = 24;

    private readonly HashSet<string> _taken = new(taken ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that no earlier call gave.</summary>
    public string Choose(string language, string? title)
    {
        var languageName = LanguageNames.English(language) is { } english ? Clean(english) : null;
        var clean = Clean(title);
        var name = (languageName, clean) switch
        {
            (null, "") => nameless,
            (null, _) => clean,
            (_, "") => languageName,
            _ when clean.Contains(languageName, StringComparison.OrdinalIgnoreCase) => clean,
            _ => $"{languageName} ({clean})",
        };
        var candidate = name;
        for (var number = 2; !_taken.Add(candidate); number++)
        {
            candidate = string.Create(CultureInfo.InvariantCulture, $"{name} {number}");
        }

        return candidate;
    }

    /// <summary>A language tag as it stands in rendition ids: lower-case letters, digits and hyphens.</summary>
    public static string IdPart(string language)
    {
        var part = new string([.. language.ToLowerInvariant().Where(c => char.IsAsciiLetterOrDigit(c) || c == '-').Take(MaxIdCharacters)]).Trim('-');
        return part.Length == 0 ? LanguageNames.Undetermined : part;
    }

    /// <summary>A title without what a quoted string of a playlist cannot hold (RFC 8216bis, section 4.2), on one line.</summary>
    private static string Clean(string? title)
    {
        var clean = new StringBuilder(MaxTitleCharacters);
        foreach (var rune in (title ?? "").EnumerateRunes())
        {
            if (clean.Length + rune.Utf16SequenceLength > MaxTitleCharacters)
            {
                break;
            }

            if (rune.Value == '"')
            {
                clean.Append('\'');
            }
            else if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune))
            {
                clean.Append(' ');
            }
            else if (rune != Rune.ReplacementChar)
            {
                clean.Append(rune.ToString());
            }
        }

        return clean.ToString().Trim();
    }
}
