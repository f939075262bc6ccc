namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>The real clock, except that time can leap ahead: leases and uploads expire at once, while timers go on as they are.</summary>
internal sealed class LeapingClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));

    public override long GetTimestamp() => System.GetTimestamp() + (long)(TimeSpan.FromTicks(Interlocked.Read(ref _ahead)).TotalSeconds * TimestampFrequency);

    public void Leap(TimeSpan ahead) => Interlocked.Add(ref _ahead, ahead.Ticks);
}
