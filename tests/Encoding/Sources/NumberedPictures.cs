namespace StreamVerse.Encoding.Tests.Sources;

/// <summary>Pictures that carry their number as a row of 12 dark and light blocks, so that any decoder's output tells which it is.</summary>
internal static class NumberedPictures
{
    private const int Bits = 12;

    /// <summary>A lavfi source of numbered pictures.</summary>
    public static string Source(string rate, double seconds, int width = 192, int height = 108) => FormattableString.Invariant(
        $"color=black:s={Bits}x4:r={rate}:d={seconds},format=gray,geq=lum='if(mod(floor(N/pow(2,X)),2),200,40)',scale={width}:{height}:flags=neighbor,setsar=1,format=yuv420p");

    /// <summary>The numbers of a file's pictures, in order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="filter">Applied before reading, to turn pictures upright.</param>
    public static async Task<int[]> ReadAsync(string path, string filter = "null")
    {
        var pixels = await Ffmpeg.RunAsync(
            "ffmpeg", "-v", "error", "-nostdin", "-i", path, "-fps_mode", "passthrough", "-vf",
            $"{filter},scale={Bits}:1:flags=area,format=gray", "-f", "rawvideo", "-");
        return [.. Enumerable.Range(0, pixels.Length / Bits).Select(picture =>
            Enumerable.Range(0, Bits).Sum(bit => pixels[(picture * Bits) + bit] > 120 ? 1 << bit : 0))];
    }
}
