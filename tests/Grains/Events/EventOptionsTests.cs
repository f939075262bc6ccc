using Microsoft.Extensions.Options;
using StreamVerse.Grains.Events;

namespace StreamVerse.Grains.Tests.Events;

public sealed class EventOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreGood() => Assert.True(new EventOptionsValidator().Validate(null, new EventOptions()).Succeeded);

    [Fact]
    public void Validate_EverythingOutOfRange_NamesEachKey()
    {
        EventOptions options = new() { PollInterval = TimeSpan.FromMilliseconds(49), MaxTries = 0, LongestPause = TimeSpan.FromHours(1) };
        var failures = new EventOptionsValidator().Validate(null, options).Failures!.ToList();
        Assert.Equal(3, failures.Count);
        Assert.All(["PollInterval", "MaxTries", "LongestPause"], (string key) => Assert.Contains(failures, failure => failure.StartsWith($"StreamVerse:Events:{key} must be", StringComparison.Ordinal)));
    }

    [Fact]
    public void Next_TryAfterTry_DoublesUpToTheLongest()
    {
        DeliveryPause pause = new(Options.Create(new EventOptions()));
        Assert.Equal([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000], Enumerable.Range(0, 9).Select(attempt => (int)pause.Next(attempt).TotalMilliseconds));
        Assert.Equal(TimeSpan.FromSeconds(10), pause.Next(int.MaxValue));
    }
}
