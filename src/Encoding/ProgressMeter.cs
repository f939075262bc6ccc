namespace StreamVerse.Encoding;

/// <summary>Turns frames into progress: never backwards, never past the end, with the speed since the start.</summary>
/// <param name="progress">Told; may be null.</param>
/// <param name="total">Frames of the whole encode.</param>
/// <param name="framesPerSecond">Frames that make a second of the title.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class ProgressMeter(IProgress<EncodeProgress>? progress, long total, double framesPerSecond, TimeProvider timeProvider)
{
    private readonly long _start = timeProvider.GetTimestamp();
    private long _done;

    /// <summary>Reports that so many frames are done.</summary>
    public void Report(long frames)
    {
        _done = Math.Max(_done, Math.Min(frames, total));
        var seconds = timeProvider.GetElapsedTime(_start).TotalSeconds;
        var speed = seconds > 0 ? _done / framesPerSecond / seconds : 0;
        progress?.Report(new EncodeProgress(_done, total, speed));
    }
}
