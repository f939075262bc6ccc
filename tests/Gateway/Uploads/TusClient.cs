using System.Globalization;
using System.Net.Http.Headers;

namespace StreamVerse.Gateway.Tests.Uploads;

/// <summary>tus requests, header by header.</summary>
internal sealed class TusClient(HttpClient http)
{
    public const string Root = "/v1/uploads";

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(method, path) { Content = content };
        if (!headers.Any(header => header.Name == "Tus-Resumable"))
        {
            request.Headers.Add("Tus-Resumable", "1.0.0");
        }

        foreach (var (name, value) in headers.Where(header => header.Value.Length > 0))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    public Task<HttpResponseMessage> CreateAsync(long length, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, Root, null, [("Upload-Length", Number(length)), .. headers]);

    /// <summary>Begins an upload; gives its address.</summary>
    public async Task<string> NewAsync(long length)
    {
        using var response = await CreateAsync(length);
        Assert.Equal(201, (int)response.StatusCode);
        return response.Headers.Location!.OriginalString;
    }

    public Task<HttpResponseMessage> PatchAsync(string path, long offset, HttpContent content, params (string Name, string Value)[] headers)
    {
        content.Headers.ContentType ??= new MediaTypeHeaderValue("application/offset+octet-stream");
        return SendAsync(HttpMethod.Patch, path, content, [("Upload-Offset", Number(offset)), .. headers]);
    }

    public Task<HttpResponseMessage> PatchAsync(string path, long offset, ReadOnlyMemory<byte> bytes, params (string Name, string Value)[] headers) =>
        PatchAsync(path, offset, new ReadOnlyMemoryContent(bytes), headers);

    public async Task<long> OffsetAsync(string path)
    {
        using var response = await SendAsync(HttpMethod.Head, path);
        Assert.Equal(200, (int)response.StatusCode);
        return OffsetOf(response);
    }

    public static long OffsetOf(HttpResponseMessage response) => long.Parse(Header(response, "Upload-Offset")!, CultureInfo.InvariantCulture);

    public static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
