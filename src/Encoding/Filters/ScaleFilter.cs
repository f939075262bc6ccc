using System.Globalization;

namespace StreamVerse.Encoding.Filters;

/// <summary>Scales to square pixels, with the flags that give the same bytes on every CPU.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record ScaleFilter(int Width, int Height) : IFilter
{
    /// <summary>The flags that make swscale's results independent of the CPU.</summary>
    public const string Flags = "bicubic+accurate_rnd+full_chroma_int+bitexact";

    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"scale={Width}:{Height}:flags={Flags},setsar=1");
}
