using StreamVerse.Grains.Tests.Transcoding;

namespace StreamVerse.Grains.Tests;

public sealed class SteadyClockTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void GetUtcNow_ClockIsSet_GoesOnByTheTimeThatPasses(int hours)
    {
        SetClock machine = new();
        SteadyClock clock = new(machine);
        var before = clock.GetUtcNow();
        machine.Offset = TimeSpan.FromHours(hours);
        machine.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), clock.GetUtcNow() - before);
    }
}
