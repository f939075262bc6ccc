using StreamVerse.Media.Tokens;

namespace StreamVerse.Media.Tests.Tokens;

public sealed class PlaybackPathTests
{
    [Fact]
    public void TryParse_ComposedPath_GivesTheParts()
    {
        var path = PlaybackPath.Compose("t1", "3", "a.b.c", "v720/17.m4s");

        Assert.Equal("/media/t1/3;URISigningPackage=a.b.c/v720/17.m4s", path);
        Assert.True(PlaybackPath.TryParse(path, out var parsed));
        Assert.Equal("t1", parsed.TitleId.ToString());
        Assert.Equal("3", parsed.Version.ToString());
        Assert.Equal("a.b.c", parsed.Token.ToString());
        Assert.Equal("v720/17.m4s", parsed.File.ToString());
        Assert.Equal("/media/t1/3/v720/17.m4s", parsed.ToCacheKey());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/media/")]
    [InlineData("/media/t/1/index.m3u8")]
    [InlineData("/media/t/1;URISigningPackage=a.b.c")]
    [InlineData("/media/t/1;URISigningPackage=a.b.c/")]
    [InlineData("/media/t/1;URISigningPackage=/index.m3u8")]
    [InlineData("/media/t/1;x=1;URISigningPackage=a/index.m3u8")]
    [InlineData("/media//1;URISigningPackage=a/index.m3u8")]
    [InlineData("/media/t/;URISigningPackage=a/index.m3u8")]
    [InlineData("/media/t/1;URISigningPackage=a/../secret")]
    [InlineData("/media/t/1;URISigningPackage=a/v/../../x")]
    [InlineData("/media/t/1;URISigningPackage=a/v/./x")]
    [InlineData("/media/t/1;URISigningPackage=a/v//x")]
    [InlineData("/media/t/1;URISigningPackage=a//etc/passwd")]
    [InlineData("/media/t/1;URISigningPackage=a/v/%2e%2e/x")]
    [InlineData("/media/t/1;URISigningPackage=a/v\\x")]
    [InlineData("/media/t/1;URISigningPackage=a/v\0x")]
    [InlineData("/media/t/1;URISigningPackage=a/v/")]
    [InlineData("/media/t/1;URISigningPackage=a/.hidden")]
    [InlineData("/media/../1;URISigningPackage=a/x")]
    [InlineData("/MEDIA/t/1;URISigningPackage=a/x")]
    public void TryParse_OtherPath_IsRefused(string path) => Assert.False(PlaybackPath.TryParse(path, out _));

    [Fact]
    public void TryParse_TooLongParts_AreRefused()
    {
        Assert.False(PlaybackPath.TryParse($"/media/{new string('t', 65)}/1;URISigningPackage=a/x", out _));
        Assert.False(PlaybackPath.TryParse($"/media/t/1;URISigningPackage={new string('a', 1025)}/x", out _));
        Assert.False(PlaybackPath.TryParse($"/media/t/1;URISigningPackage=a/{new string('x', 257)}", out _));
    }

    [Theory]
    [InlineData("t/2", "1", "x")]
    [InlineData("t", "1", "../x")]
    [InlineData("t", ".*", "x")]
    public void Compose_ImpossibleParts_Throws(string title, string version, string file) =>
        Assert.Throws<ArgumentException>(() => PlaybackPath.Compose(title, version, "a.b.c", file));
}
