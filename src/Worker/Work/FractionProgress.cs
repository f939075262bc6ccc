using StreamVerse.Encoding;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Work;

/// <summary>Turns an encoder's progress into an item's.</summary>
/// <param name="target">Told how far the item is.</param>
internal sealed class FractionProgress(IProgress<WorkProgress> target) : IProgress<EncodeProgress>
{
    public void Report(EncodeProgress value) =>
        target.Report(new WorkProgress(Math.Clamp((double)value.FramesDone / value.FramesTotal, 0, 1), 0));
}
