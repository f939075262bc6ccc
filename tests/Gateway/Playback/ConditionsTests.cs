using Microsoft.AspNetCore.Http;
using StreamVerse.Gateway.Playback;

namespace StreamVerse.Gateway.Tests.Playback;

/// <summary>Conditional requests (RFC 9110, section 13).</summary>
public sealed class ConditionsTests
{
    private const string ETag = "\"abc\"";

    [Theory]
    [InlineData("\"abc\"", true)]
    [InlineData("*", true)]
    [InlineData("W/\"abc\"", true)]
    [InlineData("\"x\", \"abc\"", true)]
    [InlineData("\"x\",W/\"abc\",\"y\"", true)]
    [InlineData("\"x\"", false)]
    [InlineData("\"ABC\"", false)]
    [InlineData("abc", false)]
    [InlineData("\"x\", \"y\"", false)]
    [InlineData("", false)]
    [InlineData("\"unclosed", false)]
    public void IsUnchanged_IfNoneMatch_IsComparedWeakly(string header, bool expected) =>
        Assert.Equal(expected, Conditions.IsUnchanged(new HeaderDictionary { ["If-None-Match"] = header }, ETag));

    [Fact]
    public void IsUnchanged_TwoHeaders_EitherCounts() =>
        Assert.True(Conditions.IsUnchanged(new HeaderDictionary { ["If-None-Match"] = new(["\"x\"", "\"abc\""]) }, ETag));

    [Fact]
    public void IsUnchanged_NoHeader_IsFalse() => Assert.False(Conditions.IsUnchanged(new HeaderDictionary(), ETag));

    [Theory]
    [InlineData("\"abc\"", true)]
    [InlineData("W/\"abc\"", false)]
    [InlineData("\"x\"", false)]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT", false)]
    public void RangeHolds_IfRange_IsComparedStrongly(string header, bool expected) =>
        Assert.Equal(expected, Conditions.RangeHolds(new HeaderDictionary { ["If-Range"] = header }, ETag));

    [Fact]
    public void RangeHolds_NoHeader_IsTrue() => Assert.True(Conditions.RangeHolds(new HeaderDictionary(), ETag));
}
