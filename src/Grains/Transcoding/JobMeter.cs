namespace StreamVerse.Grains.Transcoding;

/// <summary>Measures how fast a job goes, over the last half minute.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class JobMeter(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(1);

    private readonly Queue<(long At, double Done)> _samples = new();

    /// <summary>Seconds of video finished per second, or <see langword="null"/> until there is enough to tell.</summary>
    /// <param name="doneSeconds">Seconds of video finished in all.</param>
    public double? Sample(double doneSeconds)
    {
        var now = clock.GetTimestamp();
        _samples.Enqueue((now, doneSeconds));
        while (_samples.Count > 2 && clock.GetElapsedTime(_samples.Peek().At, now) > Window)
        {
            _samples.Dequeue();
        }

        var (at, done) = _samples.Peek();
        var elapsed = clock.GetElapsedTime(at, now);

        // A retried item takes its progress back; a negative speed tells nobody anything.
        return elapsed < Warmup || doneSeconds <= done ? null : (doneSeconds - done) / elapsed.TotalSeconds;
    }
}
