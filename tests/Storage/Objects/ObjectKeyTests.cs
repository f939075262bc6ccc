using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

public sealed class ObjectKeyTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("t1/v2/video/720p/seg-00001.m4s")]
    [InlineData(".hidden/..twice/...")]
    public void ObjectKey_GoodPath_IsKept(string path) => Assert.Equal(path, new ObjectKey(Buckets.Content, path).Path);

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("..")]
    [InlineData("./a")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a%2e")]
    [InlineData("film-ä")]
    [InlineData("a\0")]
    [InlineData("日本")]
    public void ObjectKey_BadPath_IsRefused(string path) => Assert.Throws<ArgumentException>(() => new ObjectKey(Buckets.Content, path));

    [Fact]
    public void ObjectKey_LongPaths_AreRefusedBeyondTheLimits()
    {
        Assert.Throws<ArgumentException>(() => new ObjectKey(Buckets.Content, new string('a', 256)));
        Assert.Throws<ArgumentException>(() => new ObjectKey(Buckets.Content, string.Join('/', Enumerable.Repeat("abcdefg", 65))));
        Assert.Equal(255, new ObjectKey(Buckets.Content, new string('a', 255)).Path.Length);
    }

    [Fact]
    public void ObjectKey_UnknownBucket_IsRefused() => Assert.Throws<ArgumentException>(() => new ObjectKey("../content", "a"));
}
