using StreamVerse.Grains.Transcoding;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class WorkPaceTests
{
    private readonly WorkPace _pace = new();

    /// <summary>Chunks of 16 s took 8, 10 and 30 s: 10 s is usual.</summary>
    public WorkPaceTests()
    {
        foreach (var seconds in new[] { 8, 30, 10 })
        {
            _pace.Add(typeof(string), 16, TimeSpan.FromSeconds(seconds));
        }
    }

    [Theory]
    [InlineData(19, 0.1, false)]
    [InlineData(21, 0.1, true)]
    [InlineData(21, 0.0, true)]
    [InlineData(30, 0.8, false)]
    [InlineData(60, 0.8, true)]
    public void IsStraggling_TwiceTheMedianIsOver_UnlessItIsNearlyDone(double elapsed, double fraction, bool expected) =>
        Assert.Equal(expected, _pace.IsStraggling(typeof(string), 16, TimeSpan.FromSeconds(elapsed), fraction));

    [Fact]
    public void IsStraggling_LargerItem_MayTakeLonger() =>
        Assert.False(_pace.IsStraggling(typeof(string), 32, TimeSpan.FromSeconds(39), 0.1));

    [Fact]
    public void IsStraggling_TooFewOfItsKindDone_NobodyKnows()
    {
        _pace.Add(typeof(int), 16, TimeSpan.FromSeconds(1));
        _pace.Add(typeof(int), 16, TimeSpan.FromSeconds(1));
        Assert.False(_pace.IsStraggling(typeof(int), 16, TimeSpan.FromHours(1), 0.1));
    }
}
