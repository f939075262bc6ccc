using System.Globalization;
using StreamVerse.Bench.Servers;

namespace StreamVerse.Bench.Media;

/// <summary>Makes sources: moving pictures with grain, so that encoders have work and segments their full size.</summary>
internal static class TestVideo
{
    public const int FramesPerSecond = 30;

    private const int FineQuality = 22;

    /// <param name="file">Where to.</param>
    /// <param name="height">Lines; sixteen by nine.</param>
    /// <param name="seconds">How long it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="quality">x264's constant rate factor; larger values make a smaller file.</param>
    public static Task MakeAsync(string file, int height, int seconds, CancellationToken cancellationToken, int quality = FineQuality)
    {
        var size = string.Create(CultureInfo.InvariantCulture, $"{height * 16 / 9 / 2 * 2}x{height}");
        return Tool.RunAsync(
            "ffmpeg",
            [
                "-nostdin", "-v", "error", "-y",
                "-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"testsrc2=s={size}:r={FramesPerSecond}:d={seconds},noise=alls=12:allf=t,format=yuv420p"),
                "-f", "lavfi", "-i", string.Create(CultureInfo.InvariantCulture, $"aevalsrc=0.2*sin(2*PI*220*t)*(0.6+0.4*sin(2*PI*0.5*t))+0.05*random(0):d={seconds}:s=48000:c=stereo"),
                "-c:v", "libx264", "-preset", "ultrafast", "-crf", quality.ToString(CultureInfo.InvariantCulture), "-g", "60",
                "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-c:a", "aac", "-b:a", "160k", file,
            ],
            cancellationToken);
    }
}
