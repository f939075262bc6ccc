using System.Buffers.Binary;
using System.Globalization;
using StreamVerse.Encoding.Tests;

namespace StreamVerse.EndToEnd.Tests.Judges;

/// <summary>Hears when the clicks of <see cref="ReferenceSource"/> begin.</summary>
internal static class ClickTimes
{
    private const int SampleRate = 48_000;
    private const int Loud = 5000;

    /// <summary>When each click of a file begins, in seconds: the first loud sample after half a second of silence.</summary>
    public static async Task<List<double>> OfAsync(string path)
    {
        var sound = await Ffmpeg.RunAsync(
            "ffmpeg", "-v", "error", "-nostdin", "-i", path, "-af", "aresample=async=1:first_pts=0", "-ac", "1", "-ar", SampleRate.ToString(CultureInfo.InvariantCulture), "-f", "s16le", "-");
        var clicks = new List<double>();
        var quietSince = -SampleRate;
        for (var i = 0; i < sound.Length / 2; i++)
        {
            if (Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(sound.AsSpan(i * 2))) > Loud)
            {
                if (i - quietSince > SampleRate / 2)
                {
                    clicks.Add((double)i / SampleRate);
                }

                quietSince = i;
            }
        }

        return clicks;
    }
}
