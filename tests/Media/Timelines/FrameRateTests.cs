using System.Text.Json;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Timelines;

public sealed class FrameRateTests
{
    [Theory]
    [InlineData(24000, 1001)]
    [InlineData(25, 1)]
    public void Json_RoundTrip_KeepsTheFraction(int numerator, int denominator)
    {
        var grid = new SegmentGrid(new FrameRate(numerator, denominator), 1234);

        var read = JsonSerializer.Deserialize<SegmentGrid>(JsonSerializer.Serialize(grid, JsonSerializerOptions.Web), JsonSerializerOptions.Web);

        Assert.Equal(grid, read);
        Assert.Equal(grid.Timescale, read!.Timescale);
    }

    [Fact]
    public void Timescale_DefaultFrameRate_Throws() =>
        Assert.Throws<InvalidOperationException>(() => new SegmentGrid(default, 1).Timescale);
}
