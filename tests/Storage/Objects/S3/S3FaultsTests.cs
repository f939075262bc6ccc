using System.Net;
using StreamVerse.Storage.Objects.S3;

namespace StreamVerse.Storage.Tests.Objects.S3;

public sealed class S3FaultsTests
{
    [Theory]
    [InlineData(500, "InternalError", true)]
    [InlineData(503, "SlowDown", true)]
    [InlineData(429, "", true)]
    [InlineData(408, "RequestTimeout", true)]
    [InlineData(501, "NotImplemented", false)]
    [InlineData(507, "XMinioStorageFull", false)]
    [InlineData(403, "QuotaExceeded", false)]
    [InlineData(403, "SignatureDoesNotMatch", false)]
    [InlineData(404, "NoSuchKey", false)]
    [InlineData(412, "PreconditionFailed", false)]
    public void IsTransient_AnswerOfTheStore_TellsWhetherToTryAgain(int status, string code, bool expected) =>
        Assert.Equal(expected, S3Faults.IsTransient(new S3ErrorException((HttpStatusCode)status, code)));

    [Theory]
    [InlineData(507, "XMinioStorageFull")]
    [InlineData(403, "QuotaExceeded")]
    public void Unavailable_NoRoom_SaysSo(int status, string code)
    {
        var fault = new S3Faults("http://store.example:9000").Unavailable("storing an object", new S3ErrorException((HttpStatusCode)status, code));
        Assert.True(fault.IsOutOfSpace);
        Assert.Contains("StreamVerse:Objects:S3:Endpoint", fault.Message, StringComparison.Ordinal);
        Assert.Contains("http://store.example:9000", fault.Message, StringComparison.Ordinal);
    }
}
