using StreamVerse.Cluster.Processes;

namespace StreamVerse.Cluster.Tests.Processes;

public sealed class RestartBackOffTests
{
    [Fact]
    public void Next_DiesAgainAndAgain_DoublesUpToTheLongest()
    {
        var backOff = new RestartBackOff();
        var pauses = Enumerable.Range(0, 12).Select(_ => backOff.Next(TimeSpan.FromSeconds(1))).ToArray();
        Assert.Equal(RestartBackOff.Shortest, pauses[0]);
        Assert.All(pauses.Zip(pauses.Skip(1)), pair => Assert.True(pair.Second == pair.First * 2 || pair.Second == RestartBackOff.Longest));
        Assert.Equal(RestartBackOff.Longest, pauses[^1]);
    }

    [Fact]
    public void Next_RanForAWhile_IsShortAgain()
    {
        var backOff = new RestartBackOff();
        for (var death = 0; death < 5; death++)
        {
            backOff.Next(TimeSpan.Zero);
        }

        Assert.Equal(RestartBackOff.Shortest, backOff.Next(RestartBackOff.Healthy));
    }
}
