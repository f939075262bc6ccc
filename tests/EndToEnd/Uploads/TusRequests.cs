using System.Globalization;
using System.Net.Http.Headers;

namespace StreamVerse.EndToEnd.Tests.Uploads;

/// <summary>tus requests by hand, for what well-behaved clients do not do.</summary>
internal static class TusRequests
{
    public static async Task<HttpResponseMessage> CreateAsync(this HttpClient http, long length, CancellationToken cancellationToken, string? idempotencyKey = null)
    {
        using var request = Request(HttpMethod.Post, "/v1/uploads");
        request.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>Creates an upload and answers its address.</summary>
    public static async Task<string> BeginAsync(this HttpClient http, long length, CancellationToken cancellationToken)
    {
        using var response = await http.CreateAsync(length, cancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Created, response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }

    public static async Task<HttpResponseMessage> AppendAsync(this HttpClient http, string address, long offset, HttpContent body, CancellationToken cancellationToken, string? checksum = null)
    {
        using var request = Request(HttpMethod.Patch, address);
        request.Content = body;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
        if (checksum is not null)
        {
            request.Headers.Add("Upload-Checksum", checksum);
        }

        return await http.SendAsync(request, cancellationToken);
    }

    public static async Task<HttpResponseMessage> FindAsync(this HttpClient http, string address, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Head, address);
        return await http.SendAsync(request, cancellationToken);
    }

    public static async Task<HttpResponseMessage> TerminateAsync(this HttpClient http, string address, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Delete, address);
        return await http.SendAsync(request, cancellationToken);
    }

    /// <summary>The offset that an answer tells.</summary>
    public static long Offset(this HttpResponseMessage response) =>
        long.Parse(response.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture);

    private static HttpRequestMessage Request(HttpMethod method, string address)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Tus-Resumable", "1.0.0");
        return request;
    }
}
