namespace StreamVerse.Media.Ladders;

/// <summary>One level of H.264 and its limits for the High profile (ITU-T H.264, table A-1 and section A.3.3).</summary>
/// <param name="Number">The level times ten.</param>
/// <param name="MacroblocksPerSecond">MaxMBPS.</param>
/// <param name="FrameMacroblocks">MaxFS.</param>
/// <param name="BufferMacroblocks">MaxDpbMbs.</param>
/// <param name="Kilobits">MaxBR, in units of 1250 bits per second for the High profile.</param>
/// <param name="BufferKilobits">MaxCPB, in units of 1250 bits for the High profile.</param>
internal sealed record H264Level(
    int Number,
    int MacroblocksPerSecond,
    int FrameMacroblocks,
    int BufferMacroblocks,
    int Kilobits,
    int BufferKilobits)
{
    /// <summary>Pictures the encoder keeps: x264 with three references and a pyramid of B pictures declares four.</summary>
    public const int DecodedPictures = 4;

    private const int HighProfileFactor = 1250;

    // Levels below 3 buy no device, and few decoders know those above 5.2.
    private static readonly H264Level[] s_levels =
    [
        new(30, 40_500, 1_620, 8_100, 10_000, 10_000),
        new(31, 108_000, 3_600, 18_000, 14_000, 14_000),
        new(32, 216_000, 5_120, 20_480, 20_000, 20_000),
        new(40, 245_760, 8_192, 32_768, 20_000, 25_000),
        new(41, 245_760, 8_192, 32_768, 50_000, 62_500),
        new(42, 522_240, 8_704, 34_816, 50_000, 62_500),
        new(50, 589_824, 22_080, 110_400, 135_000, 135_000),
        new(51, 983_040, 36_864, 184_320, 240_000, 240_000),
        new(52, 2_073_600, 36_864, 184_320, 240_000, 240_000),
    ];

    /// <summary>The least level that carries such a stream, or <see langword="null"/> where none up to 5.2 does.</summary>
    public static H264Level? Least(int width, int height, double framesPerSecond, long bitsPerSecond, long bufferBits) =>
        Array.Find(s_levels, level => level.Carries(width, height, framesPerSecond, bitsPerSecond, bufferBits));

    private bool Carries(int width, int height, double framesPerSecond, long bitsPerSecond, long bufferBits)
    {
        long columns = (width + 15) / 16;
        long rows = (height + 15) / 16;
        var macroblocks = columns * rows;
        return macroblocks <= FrameMacroblocks
            && columns * columns <= 8L * FrameMacroblocks
            && rows * rows <= 8L * FrameMacroblocks
            && macroblocks * framesPerSecond <= MacroblocksPerSecond
            && macroblocks * DecodedPictures <= BufferMacroblocks
            && bitsPerSecond <= (long)Kilobits * HighProfileFactor
            && bufferBits <= (long)BufferKilobits * HighProfileFactor;
    }
}
