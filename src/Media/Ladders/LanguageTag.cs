using System.Text.RegularExpressions;

namespace StreamVerse.Media.Ladders;

/// <summary>Language tags that people and programs send (BCP 47, RFC 5646): a language of two or three letters, then a script, a region, variants.</summary>
public static partial class LanguageTag
{
    /// <summary>Brings a tag into its usual case (section 2.1.1): <c>pt-br</c> becomes <c>pt-BR</c>.</summary>
    /// <param name="text">The tag.</param>
    /// <returns>The tag, or <see langword="null"/> where it is not well-formed.</returns>
    public static string? Normalise(string? text)
    {
        if (text is null || !Form().IsMatch(text))
        {
            return null;
        }

        var subtags = text.Split('-');
        return string.Join('-', subtags.Skip(1).Select(Canonical).Prepend(subtags[0].ToLowerInvariant()));
    }

    private static string Canonical(string subtag) => subtag.Length switch
    {
        2 => subtag.ToUpperInvariant(),
        4 when char.IsLetter(subtag[0]) => char.ToUpperInvariant(subtag[0]) + subtag[1..].ToLowerInvariant(),
        _ => subtag.ToLowerInvariant(),
    };

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3})){0,2}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
