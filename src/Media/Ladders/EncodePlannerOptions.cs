using System.Collections.Immutable;

namespace StreamVerse.Media.Ladders;

/// <summary>
/// What an operator may choose about ladders. Everything has a default that suits H.264 on a CPU; an HEVC, AV1 or
/// per-title ladder is another set of rungs beside these and takes its place in <see cref="EncodePlanner"/>.
/// </summary>
public sealed record EncodePlannerOptions
{
    /// <summary>ffmpeg's name of the H.264 encoder, as probing chose it. Default: <c>libx264</c>.</summary>
    public string Encoder { get; init; } = "libx264";

    /// <summary>
    /// The encoder's preset. Slower presets need fewer bits for the same picture and more time to make it.
    /// Default: <c>veryfast</c>.
    /// </summary>
    public string Preset { get; init; } = "veryfast";

    /// <summary>
    /// Short sides of the ordinary rungs in pixels, ascending and even, from 64 to 2160. More rungs fit a viewer's
    /// network more closely but each one costs an encode. Default: 360, 480, 720, 1080, 1440, 2160.
    /// </summary>
    public ImmutableArray<int> ShortSides { get; init; } = [360, 480, 720, 1080, 1440, 2160];

    /// <summary>
    /// The largest short side ever made, in pixels, even, from 64 to 2160. Smaller values save encoding and storage but
    /// lose resolution of larger sources. Default: 2160.
    /// </summary>
    public int MaxShortSide { get; init; } = 2160;

    /// <summary>Bit rate of a stereo rendition in bits per second, from 32,000 to 512,000. Default: 128,000.</summary>
    public int StereoBitsPerSecond { get; init; } = 128_000;

    /// <summary>Bit rate of a 5.1 rendition in bits per second, from 96,000 to 1,024,000. Default: 384,000.</summary>
    public int SurroundBitsPerSecond { get; init; } = 384_000;

    /// <summary>How many of a source's audio tracks become renditions, in file order, from 1 to 64. Default: 32.</summary>
    public int MaxAudioTracks { get; init; } = 32;

    /// <summary>How many of a source's subtitle tracks become renditions, in file order, from 1 to 256. Default: 128.</summary>
    public int MaxSubtitleTracks { get; init; } = 128;

    internal void ThrowIfInvalid()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Encoder);
        ArgumentException.ThrowIfNullOrWhiteSpace(Preset);
        ThrowIfOutside(MaxShortSide, 64, 2160, nameof(MaxShortSide));
        ThrowIfOutside(StereoBitsPerSecond, 32_000, 512_000, nameof(StereoBitsPerSecond));
        ThrowIfOutside(SurroundBitsPerSecond, 96_000, 1_024_000, nameof(SurroundBitsPerSecond));
        ThrowIfOutside(MaxAudioTracks, 1, 64, nameof(MaxAudioTracks));
        ThrowIfOutside(MaxSubtitleTracks, 1, 256, nameof(MaxSubtitleTracks));
        if (MaxShortSide % 2 != 0)
        {
            throw new ArgumentException($"{nameof(MaxShortSide)} is {MaxShortSide}; it must be even.");
        }

        if (ShortSides.IsDefaultOrEmpty)
        {
            throw new ArgumentException($"{nameof(ShortSides)} is empty; name at least one rung.");
        }

        var previous = 0;
        foreach (var side in ShortSides)
        {
            ThrowIfOutside(side, 64, 2160, nameof(ShortSides));
            if (side % 2 != 0 || side <= previous)
            {
                throw new ArgumentException($"{nameof(ShortSides)} has {side} after {previous}; the sides must be even and ascending.");
            }

            previous = side;
        }
    }

    private static void ThrowIfOutside(int value, int least, int most, string name)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {most}.");
        }
    }
}
