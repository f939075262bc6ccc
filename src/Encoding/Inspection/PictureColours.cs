using System.Globalization;
using System.Text.RegularExpressions;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Reads ffmpeg's names of colours.</summary>
internal static partial class PictureColours
{
    private const int HighDefinitionHeight = 720;
    private const int HighDefinitionWidth = 1280;

    /// <summary>The dynamic range of a transfer characteristic.</summary>
    public static DynamicRange Range(string transfer) => transfer switch
    {
        "smpte2084" => DynamicRange.Pq,
        "arib-std-b67" => DynamicRange.Hlg,
        _ => DynamicRange.Sdr,
    };

    /// <summary>The matrix as the scaler names it. Where the source is silent, its size tells, as in every player.</summary>
    public static string Matrix(string colourSpace, int width, int height) => colourSpace switch
    {
        "bt709" => "bt709",
        "bt470bg" or "smpte170m" => "bt601",
        "fcc" => "fcc",
        "smpte240m" => "smpte240m",
        "bt2020nc" or "bt2020c" => "bt2020",
        _ => Math.Min(width, height) >= HighDefinitionHeight || Math.Max(width, height) >= HighDefinitionWidth ? "bt709" : "bt601",
    };

    /// <summary>Bits a sample of a pixel format: the number before its byte order; formats without one have 8.</summary>
    public static int BitDepth(string pixelFormat)
    {
        var match = Depth().Match(pixelFormat);
        return match.Success ? Math.Clamp(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), 8, 16) : 8;
    }

    [GeneratedRegex("([0-9]{1,3})(?:le|be)$", RegexOptions.None, 1000)]
    private static partial Regex Depth();
}
