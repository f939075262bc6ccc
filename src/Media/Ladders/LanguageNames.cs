using System.Collections.Frozen;

namespace StreamVerse.Media.Ladders;

/// <summary>
/// English names of common languages. A table of our own, since the runtime works without culture data
/// (<c>InvariantGlobalization</c>) and would only give the tag back.
/// </summary>
internal static class LanguageNames
{
    /// <summary>The tag of a language that is not known (BCP 47, section 4.1).</summary>
    public const string Undetermined = "und";

    private static readonly FrozenDictionary<string, string> s_names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["af"] = "Afrikaans", ["am"] = "Amharic", ["ar"] = "Arabic", ["az"] = "Azerbaijani", ["be"] = "Belarusian",
        ["bg"] = "Bulgarian", ["bn"] = "Bengali", ["bs"] = "Bosnian", ["ca"] = "Catalan", ["cs"] = "Czech",
        ["cy"] = "Welsh", ["da"] = "Danish", ["de"] = "German", ["el"] = "Greek", ["en"] = "English",
        ["eo"] = "Esperanto", ["es"] = "Spanish", ["et"] = "Estonian", ["eu"] = "Basque", ["fa"] = "Persian",
        ["fi"] = "Finnish", ["fil"] = "Filipino", ["fr"] = "French", ["ga"] = "Irish", ["gl"] = "Galician",
        ["gu"] = "Gujarati", ["he"] = "Hebrew", ["hi"] = "Hindi", ["hr"] = "Croatian", ["hu"] = "Hungarian",
        ["hy"] = "Armenian", ["id"] = "Indonesian", ["is"] = "Icelandic", ["it"] = "Italian", ["ja"] = "Japanese",
        ["ka"] = "Georgian", ["kk"] = "Kazakh", ["km"] = "Khmer", ["kn"] = "Kannada", ["ko"] = "Korean",
        ["la"] = "Latin", ["lb"] = "Luxembourgish", ["lo"] = "Lao", ["lt"] = "Lithuanian", ["lv"] = "Latvian",
        ["mk"] = "Macedonian", ["ml"] = "Malayalam", ["mn"] = "Mongolian", ["mr"] = "Marathi", ["ms"] = "Malay",
        ["mt"] = "Maltese", ["my"] = "Burmese", ["nb"] = "Norwegian Bokmål", ["ne"] = "Nepali", ["nl"] = "Dutch",
        ["nn"] = "Norwegian Nynorsk", ["no"] = "Norwegian", ["pa"] = "Punjabi", ["pl"] = "Polish", ["ps"] = "Pashto",
        ["pt"] = "Portuguese", ["ro"] = "Romanian", ["ru"] = "Russian", ["si"] = "Sinhala", ["sk"] = "Slovak",
        ["sl"] = "Slovenian", ["so"] = "Somali", ["sq"] = "Albanian", ["sr"] = "Serbian", ["sv"] = "Swedish",
        ["sw"] = "Swahili", ["ta"] = "Tamil", ["te"] = "Telugu", ["th"] = "Thai", ["tl"] = "Tagalog",
        ["tr"] = "Turkish", ["uk"] = "Ukrainian", ["ur"] = "Urdu", ["uz"] = "Uzbek", ["vi"] = "Vietnamese",
        ["yi"] = "Yiddish", ["zh"] = "Chinese", ["zu"] = "Zulu",
        ["en-GB"] = "English (United Kingdom)", ["en-US"] = "English (United States)", ["es-419"] = "Spanish (Latin America)",
        ["es-ES"] = "Spanish (Spain)", ["es-MX"] = "Spanish (Mexico)", ["fr-CA"] = "French (Canada)", ["fr-FR"] = "French (France)",
        ["pt-BR"] = "Portuguese (Brazil)", ["pt-PT"] = "Portuguese (Portugal)", ["zh-Hans"] = "Chinese (Simplified)",
        ["zh-Hant"] = "Chinese (Traditional)", ["mul"] = "Multiple languages", ["zxx"] = "No speech",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of a BCP 47 tag: as the table has it, else of its language with the rest in brackets, else the tag; <see langword="null"/> for <c>und</c>.</summary>
    public static string? English(string tag)
    {
        if (tag.Length == 0 || string.Equals(tag, Undetermined, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (s_names.TryGetValue(tag, out var name))
        {
            return name;
        }

        var hyphen = tag.IndexOf('-', StringComparison.Ordinal);
        return hyphen > 0 && s_names.TryGetValue(tag[..hyphen], out var language) ? $"{language} ({tag[(hyphen + 1)..]})" : tag;
    }
}
