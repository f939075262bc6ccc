namespace StreamVerse.Media.Ladders;

/// <summary>A picture's size in square pixels, and how it shrinks: both axes even, never larger than the picture, its shape kept.</summary>
/// <param name="Width">Width in pixels, above 1.</param>
/// <param name="Height">Height in pixels, above 1.</param>
internal readonly record struct PictureShape(int Width, int Height)
{
    /// <summary>The shorter side, made even.</summary>
    public int EvenShortSide => Math.Min(Width, Height) & ~1;

    /// <summary>The size whose short side is <paramref name="shortSide"/> (even, at most <see cref="EvenShortSide"/>).</summary>
    public (int Width, int Height) FitShortSide(int shortSide)
    {
        var (shorter, longer) = (Math.Min(Width, Height), Math.Max(Width, Height));
        return Oriented(shortSide, NearestEven(longer, shortSide, shorter));
    }

    /// <summary>The size whose long side is at most <paramref name="longSide"/> (even).</summary>
    public (int Width, int Height) FitLongSide(int longSide)
    {
        var (shorter, longer) = (Math.Min(Width, Height), Math.Max(Width, Height));
        var fitted = Math.Min(longSide, longer & ~1);
        return Oriented(NearestEven(shorter, fitted, longer), fitted);
    }

    private (int Width, int Height) Oriented(int shorter, int longer) =>
        Width >= Height ? (longer, shorter) : (shorter, longer);

    /// <summary>side * numerator / denominator, rounded to the nearest even number from 2 to the even part of side.</summary>
    private static int NearestEven(int side, int numerator, int denominator)
    {
        var half = (((long)side * numerator) + denominator) / (2L * denominator);
        return (int)Math.Clamp(2 * half, 2, side & ~1);
    }
}
