namespace StreamVerse.Storage.Tests.Clocks;

/// <summary>A clock whose time of day is wrong; the time that passes is not.</summary>
/// <param name="ahead">How far it is ahead.</param>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
