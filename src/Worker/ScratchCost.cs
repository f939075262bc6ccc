using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker;

/// <summary>What an item's folder needs of the scratch disk, estimated from above; its source is counted by itself.</summary>
internal static class ScratchCost
{
    /// <summary>Sprite sheets and subtitles; sound is stored as it comes and never lies on the disk.</summary>
    private const long SmallFilesBytes = 32_000_000;

    /// <summary>A rung may exceed its rate by what its decoder's buffer holds (twice a second and a half, to be safe), and boxes take a hundredth.</summary>
    private const double BufferSeconds = 3;
    private const double BoxShare = 1.01;

    private const int BitsPerByte = 8;

    /// <summary>Bytes of an item's folder at most.</summary>
    public static long Of(WorkItem item)
    {
        if (item is not VideoChunkWork { Plan: var plan })
        {
            return SmallFilesBytes;
        }

        var seconds = (plan.Grid.ChunkFrames * (double)plan.Grid.FrameRate.Denominator / plan.Grid.FrameRate.Numerator) + BufferSeconds;
        return SmallFilesBytes + (long)(plan.Video.Sum(static rung => (long)rung.MaxBitsPerSecond) * seconds / BitsPerByte * BoxShare);
    }
}
