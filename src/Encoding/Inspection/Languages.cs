using System.Text.RegularExpressions;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Turns the language codes of containers (ISO 639-2, both kinds) into BCP 47 tags.</summary>
internal static partial class Languages
{
    /// <summary>The tag of a language that is not known.</summary>
    public const string Undetermined = "und";

    /// <summary>Two letters for three, after ISO 639-2 (terminology and bibliographic codes).</summary>
    private static readonly Dictionary<string, string> TwoLetters = Parse(
        "aar aa abk ab afr af aka ak alb sq amh am ara ar arg an arm hy asm as ava av ave ae aym ay aze az bak ba bam bm baq eu " +
        "bel be ben bn bih bh bis bi bod bo bos bs bre br bul bg bur my cat ca ces cs cha ch che ce chi zh chu cu chv cv cor kw " +
        "cos co cre cr cym cy cze cs dan da deu de div dv dut nl dzo dz ell el eng en epo eo est et eus eu ewe ee fao fo fas fa " +
        "fij fj fin fi fra fr fre fr fry fy ful ff geo ka ger de gla gd gle ga glg gl glv gv gre el grn gn guj gu hat ht hau ha " +
        "heb he her hz hin hi hmo ho hrv hr hun hu hye hy ibo ig ice is ido io iii ii iku iu ile ie ina ia ind id ipk ik isl is " +
        "ita it jav jv jpn ja kal kl kan kn kas ks kat ka kau kr kaz kk khm km kik ki kin rw kir ky kom kv kon kg kor ko kua kj " +
        "kur ku lao lo lat la lav lv lim li lin ln lit lt ltz lb lub lu lug lg mac mk mah mh mal ml mao mi mar mr may ms mkd mk " +
        "mlg mg mlt mt mon mn mri mi msa ms mya my nau na nav nv nbl nr nde nd ndo ng nep ne nld nl nno nn nob nb nor no nya ny " +
        "oci oc oji oj ori or orm om oss os pan pa per fa pli pi pol pl por pt pus ps que qu roh rm ron ro rum ro run rn rus ru " +
        "sag sg san sa sin si slk sk slo sk slv sl sme se smo sm sna sn snd sd som so sot st spa es sqi sq srd sc srp sr ssw ss " +
        "sun su swa sw swe sv tah ty tam ta tat tt tel te tgk tg tgl tl tha th tib bo tir ti ton to tsn tn tso ts tuk tk tur tr " +
        "twi tw uig ug ukr uk urd ur uzb uz ven ve vie vi vol vo wel cy wln wa wol wo xho xh yid yi yor yo zha za zho zh zul zu");

    /// <summary>The tag of a container's language code; <see cref="Undetermined"/> where it is absent or makes no sense.</summary>
    public static string ToBcp47(string? code)
    {
        code = code?.Trim() ?? string.Empty;
        if (!Tag().IsMatch(code))
        {
            return Undetermined;
        }

        var subtags = code.Split('-', '_');
        var language = subtags[0].ToLowerInvariant();
        if (language is "und" or "mis" or "mul" or "zxx" or "unk" or "qaa")
        {
            return Undetermined;
        }

        language = TwoLetters.GetValueOrDefault(language, language);
        return string.Join('-', subtags.Skip(1).Select(Canonical).Prepend(language));
    }

    private static string Canonical(string subtag) => subtag.Length switch
    {
        2 => subtag.ToUpperInvariant(),
        4 when char.IsLetter(subtag[0]) => char.ToUpperInvariant(subtag[0]) + subtag[1..].ToLowerInvariant(),
        _ => subtag.ToLowerInvariant(),
    };

    private static Dictionary<string, string> Parse(string pairs)
    {
        var words = pairs.Split(' ');
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i], i => words[(2 * i) + 1], StringComparer.Ordinal);
    }

    [GeneratedRegex("^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,3}$", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
