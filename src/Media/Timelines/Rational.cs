using System.Globalization;
using System.Text.Json.Serialization;

namespace StreamVerse.Media.Timelines;

/// <summary>An exact fraction, as containers give time bases and aspect ratios. Not reduced.</summary>
/// <param name="Numerator">Above the line.</param>
/// <param name="Denominator">Below the line, above 0.</param>
public readonly record struct Rational(int Numerator, int Denominator)
{
    /// <summary>The value rounded to a double.</summary>
    [JsonIgnore]
    public double Value => (double)Numerator / Denominator;

    /// <summary>The fraction as ffmpeg writes it, for example <c>1/90000</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
