using System.Net;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>A request to the store.</summary>
/// <param name="Step">What it is for, in error messages.</param>
/// <param name="Method">Its method.</param>
/// <param name="Target">Its URL.</param>
internal sealed record S3Request(string Step, HttpMethod Method, S3Target Target)
{
    /// <summary>Errors that belong to the call's meaning, and not to the store's condition: they reach the caller as <see cref="S3ErrorException"/>.</summary>
    public HttpStatusCode[] Expected { get; init; } = [];

    /// <summary>Its parameters.</summary>
    public KeyValuePair<string, string>[] Query { get; init; } = [];

    /// <summary>Headers under the signature, names in lower case.</summary>
    public KeyValuePair<string, string>[] SignedHeaders { get; init; } = [];

    /// <summary>Further headers.</summary>
    public KeyValuePair<string, string>[] PlainHeaders { get; init; } = [];

    /// <summary>Makes the body, anew for every attempt.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The body's size in bytes, for the time that it may take.</summary>
    public long ContentLength { get; init; }

    /// <summary>The body's media type.</summary>
    public string? ContentType { get; init; }
}
