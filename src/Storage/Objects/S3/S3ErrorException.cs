using System.Net;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>The store answered with an error.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="code">S3's own code, such as <c>NoSuchUpload</c>; empty where there was none.</param>
internal sealed class S3ErrorException(HttpStatusCode status, string code) : Exception($"the store answered {(int)status} {code}".TrimEnd())
{
    public HttpStatusCode Status => status;

    public string Code => code;
}
