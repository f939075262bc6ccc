using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using StreamVerse.Gateway.Playback;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Tests.Playback;

/// <summary>Ranges (RFC 9110, section 14), validators and HEAD, on a file of ten bytes.</summary>
public sealed class ObjectResponderTests
{
    private static readonly ObjectKey Key = new(Buckets.TranscodedProfiles, "titles/a/1/v54/0.m4s");
    private static readonly byte[] Bytes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    private readonly IObjectStore _objects = Substitute.For<IObjectStore>();

    public ObjectResponderTests()
    {
        ObjectInfo info = new(Key, Bytes.Length, "abc", DateTimeOffset.UnixEpoch);
        _objects.FindAsync(Key, Arg.Any<CancellationToken>()).Returns(info);
        _objects.OpenReadAsync(Key, Arg.Any<ByteRange?>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            var range = call.Arg<ByteRange?>();
            var part = range is { } wanted ? Bytes[(int)wanted.Offset..(int)(wanted.Offset + wanted.Length!.Value)] : Bytes;
            return new ObjectReading(info, new MemoryStream(part), part.Length);
        });
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=2-4", 2, 5)]
    [InlineData("bytes=7-", 7, 10)]
    [InlineData("bytes=7-100", 7, 10)]
    [InlineData("bytes=-3", 7, 10)]
    [InlineData("bytes=-100", 0, 10)]
    public async Task Serve_Range_GivesThoseBytes(string range, int from, int to)
    {
        var (response, body) = await ServeAsync("GET", ("Range", range));

        Assert.Equal(StatusCodes.Status206PartialContent, response.StatusCode);
        Assert.Equal($"bytes {from}-{to - 1}/10", response.Headers.ContentRange);
        Assert.Equal(to - from, response.ContentLength);
        Assert.Equal(Bytes[from..to], body);
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=10-20")]
    [InlineData("bytes=-0")]
    public async Task Serve_RangeOutside_416WithTheLength(string range)
    {
        var (response, _) = await ServeAsync("GET", ("Range", range));

        Assert.Equal(StatusCodes.Status416RangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */10", response.Headers.ContentRange);
    }

    [Theory]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("bytes=4-2")]
    [InlineData("seconds=0-1")]
    [InlineData("nonsense")]
    public async Task Serve_RangeNotUnderstood_GivesTheWhole(string range)
    {
        var (response, body) = await ServeAsync("GET", ("Range", range));

        Assert.Equal(StatusCodes.Status200OK, response.StatusCode);
        Assert.Equal(Bytes, body);
    }

    [Theory]
    [InlineData("\"abc\"", StatusCodes.Status206PartialContent)]
    [InlineData("\"older\"", StatusCodes.Status200OK)]
    public async Task Serve_IfRange_HoldsForTheSameBytesOnly(string etag, int status) =>
        Assert.Equal(status, (await ServeAsync("GET", ("Range", "bytes=0-1"), ("If-Range", etag))).Response.StatusCode);

    [Fact]
    public async Task Serve_IfNoneMatch_304WithoutABodyAndBeforeTheRange()
    {
        var (response, body) = await ServeAsync("GET", ("If-None-Match", "\"abc\""), ("Range", "bytes=0-1"));

        Assert.Equal((StatusCodes.Status304NotModified, 0), (response.StatusCode, body.Length));
        Assert.Equal("\"abc\"", response.Headers.ETag);
        await _objects.DidNotReceiveWithAnyArgs().OpenReadAsync(default, default, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Serve_Head_HasTheHeadersAndNoBody()
    {
        var (response, body) = await ServeAsync("HEAD", ("Range", "bytes=0-1"));

        Assert.Equal((StatusCodes.Status200OK, 10L, 0), (response.StatusCode, response.ContentLength, body.Length));
        Assert.Equal(("bytes", "\"abc\""), (response.Headers.AcceptRanges.ToString(), response.Headers.ETag.ToString()));
        Assert.Contains("immutable", response.Headers.CacheControl.ToString(), StringComparison.Ordinal);
    }

    private static GatewayMetrics Metrics { get; } = ActivatorUtilities.CreateInstance<GatewayMetrics>(new ServiceCollection().AddMetrics().BuildServiceProvider());

    private async Task<(HttpResponse Response, byte[] Body)> ServeAsync(string method, params (string Name, string Value)[] headers)
    {
        using MemoryStream body = new();
        DefaultHttpContext context = new() { Request = { Method = method }, Response = { Body = body } };
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        await new ObjectResponder(_objects, Metrics).ServeAsync(context, Key);
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return (context.Response, body.ToArray());
    }
}
