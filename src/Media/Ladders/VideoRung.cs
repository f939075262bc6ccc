namespace StreamVerse.Media.Ladders;

/// <summary>One step of a title's bit rate ladder: what a worker must encode.</summary>
/// <param name="Id">Names the rendition in paths, for example <c>v720</c>; letters, digits and hyphens.</param>
/// <param name="Width">Width in square pixels, even.</param>
/// <param name="Height">Height in pixels, even.</param>
/// <param name="Encoder">ffmpeg's encoder name (<c>libx264</c>); a rung is encoded by this encoder alone, from its first chunk to its last.</param>
/// <param name="Preset">The encoder's preset, for example <c>veryfast</c>.</param>
/// <param name="Profile">The codec's profile, for example <c>high</c>.</param>
/// <param name="Level">The codec's level times ten, for example 40 for 4.0.</param>
/// <param name="ConstantRateFactor">The quality aimed at; smaller is better and larger in bytes.</param>
/// <param name="MaxBitsPerSecond">The ceiling of the rate control, in bits per second.</param>
public sealed record VideoRung(
    string Id,
    int Width,
    int Height,
    string Encoder,
    string Preset,
    string Profile,
    int Level,
    double ConstantRateFactor,
    int MaxBitsPerSecond);
