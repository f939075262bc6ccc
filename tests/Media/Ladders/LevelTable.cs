using StreamVerse.Media.Ladders;

namespace StreamVerse.Media.Tests.Ladders;

/// <summary>ITU-T H.264 table A-1, typed in again for the tests: level, MaxMBPS, MaxFS, MaxDpbMbs, MaxBR and MaxCPB in kilobits.</summary>
internal static class LevelTable
{
    private static readonly Dictionary<int, (long Mbps, long Fs, long Dpb, long Br, long Cpb)> s_levels = new()
    {
        [30] = (40500, 1620, 8100, 10000, 10000),
        [31] = (108000, 3600, 18000, 14000, 14000),
        [32] = (216000, 5120, 20480, 20000, 20000),
        [40] = (245760, 8192, 32768, 20000, 25000),
        [41] = (245760, 8192, 32768, 50000, 62500),
        [42] = (522240, 8704, 34816, 50000, 62500),
        [50] = (589824, 22080, 110400, 135000, 135000),
        [51] = (983040, 36864, 184320, 240000, 240000),
        [52] = (2073600, 36864, 184320, 240000, 240000),
    };

    public static bool Allows(VideoRung rung, double framesPerSecond)
    {
        var limit = s_levels[rung.Level];
        long width = (rung.Width + 15) / 16, height = (rung.Height + 15) / 16, size = width * height;
        return size * framesPerSecond <= limit.Mbps
            && size <= limit.Fs
            && Math.Max(width, height) <= Math.Sqrt(8 * limit.Fs)
            && Math.Min(limit.Dpb / size, 16) >= 4
            && rung.MaxBitsPerSecond <= limit.Br * 1250
            && rung.MaxBitsPerSecond * 1.5 <= limit.Cpb * 1250;
    }
}
