namespace StreamVerse.Grains;

/// <summary>
/// A clock that nobody sets: it starts with the time of day and then counts the time that passes. For times that are kept in
/// memory and compared with each other only: when the machine's clock is set ahead, they must not be over, and when it is set
/// back, nobody must wait until it is again as late as it was.
/// </summary>
/// <param name="clock">Tells the time of day, and how much of it has passed.</param>
internal sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    private readonly DateTimeOffset _begin = clock.GetUtcNow();
    private readonly long _since = clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _begin + clock.GetElapsedTime(_since);

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
