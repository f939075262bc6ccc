using System.Globalization;
using System.Text.Json.Serialization;

namespace StreamVerse.Media.Timelines;

/// <summary>A frame rate as an exact fraction of frames per second, in lowest terms.</summary>
public readonly record struct FrameRate
{
    /// <summary>Creates a frame rate of <paramref name="numerator"/>/<paramref name="denominator"/> frames per second.</summary>
    /// <param name="numerator">Frames, above 0.</param>
    /// <param name="denominator">Seconds, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is not above 0.</exception>
    [JsonConstructor]
    public FrameRate(int numerator, int denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var divisor = GreatestCommonDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    /// <summary>Frames in <see cref="Denominator"/> seconds.</summary>
    public int Numerator { get; }

    /// <summary>Seconds that <see cref="Numerator"/> frames last.</summary>
    public int Denominator { get; }

    /// <summary>Frames per second, rounded to a double.</summary>
    [JsonIgnore]
    public double FramesPerSecond => (double)Numerator / Denominator;

    /// <summary>The fraction as ffmpeg and DASH write it: <c>24000/1001</c>, or <c>25</c> where the denominator is 1.</summary>
    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static int GreatestCommonDivisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
