using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Slots;

/// <summary>Keeps only the newest progress: that is all a heartbeat tells.</summary>
internal sealed class LatestProgress : IProgress<WorkProgress>
{
    private volatile WorkProgress _latest = new(0, 0);

    public WorkProgress Latest => _latest;

    public void Report(WorkProgress value) => _latest = value;
}
