namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>A clock that an administrator sets: the time of day jumps, the time that passes does not.</summary>
internal sealed class SetClock : TimeProvider
{
    private TimeSpan _elapsed;

    /// <summary>How far the time of day is from the true one.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan time) => _elapsed += time;

    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero) + _elapsed + Offset;

    public override long GetTimestamp() => _elapsed.Ticks;
}
