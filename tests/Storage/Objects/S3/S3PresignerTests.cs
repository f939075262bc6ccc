using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Objects.S3;

namespace StreamVerse.Storage.Tests.Objects.S3;

public sealed class S3PresignerTests
{
    // The credentials and the time of the examples in "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
    private readonly S3Presigner _presigner = new(
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        "us-east-1",
        new FakeTimeProvider(new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Sign_PublishedExample_HasThePublishedSignature()
    {
        var url = _presigner.Sign(HttpMethod.Get, new S3Target("https", "examplebucket.s3.amazonaws.com", "/test.txt"), TimeSpan.FromSeconds(86400));
        Assert.Equal(
            "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            url.AbsoluteUri);
    }

    [Fact]
    public void Sign_FurtherParametersAndHeaders_AreSortedEscapedAndSigned()
    {
        var target = new S3Target("https", "examplebucket.s3.amazonaws.com", "/test.txt");
        var url = _presigner.Sign(HttpMethod.Put, target, TimeSpan.FromMinutes(1), [new("uploadId", "2~a+b/c="), new("partNumber", "10")], [new("x-amz-meta-a", "1")]).AbsoluteUri;
        Assert.EndsWith("partNumber=10&uploadId=2~a%2Bb%2Fc%3D", url[..url.IndexOf("&X-Amz-Signature", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains("X-Amz-SignedHeaders=host%3Bx-amz-meta-a", url, StringComparison.Ordinal);
        Assert.NotEqual(url, _presigner.Sign(HttpMethod.Put, target, TimeSpan.FromMinutes(1), [new("uploadId", "2~a+b/c="), new("partNumber", "10")], [new("x-amz-meta-a", "2")]).AbsoluteUri);
    }
}
