using System.Globalization;

namespace StreamVerse.Bench.Clusters;

/// <summary>A title that a farm is given to make.</summary>
/// <param name="Height">Lines of its pictures.</param>
/// <param name="Seconds">Its length.</param>
internal sealed record FarmTitle(int Height, int Seconds)
{
    /// <summary>
    /// Small pictures and many of them: seven chunks of 32 s and one of 16 s, which two workers share to within a few
    /// percent when one of them makes the sound as well, and few enough that what a chunk costs beside its frames is small.
    /// </summary>
    public static FarmTitle ManyChunks { get; } = new(240, 240);

    /// <summary>Pictures of a usual size.</summary>
    public static FarmTitle Usual { get; } = new(720, 64);

    /// <summary>The title, for people.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Seconds} s of {Height}p{Media.TestVideo.FramesPerSecond}");
}
