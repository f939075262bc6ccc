using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace StreamVerse.Bench.Clients;

/// <summary>Uses the public API, as any client does.</summary>
internal sealed class ApiClient(Uri address) : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    /// <summary>Uploads by tus, in pieces of at most so many bytes.</summary>
    /// <returns>The title's path.</returns>
    public async Task<string> UploadAsync(Stream content, long length, int pieceBytes, CancellationToken cancellationToken)
    {
        using var create = Tus(HttpMethod.Post, "/v1/uploads");
        create.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        create.Headers.Add("Upload-Metadata", "filename YmVuY2gubXA0");
        using var created = await _http.SendAsync(create, cancellationToken);
        created.EnsureSuccessStatusCode();
        var path = created.Headers.Location!.ToString();
        for (long offset = 0; ;)
        {
            var size = (int)Math.Min(pieceBytes, length - offset);
            using var patch = Tus(HttpMethod.Patch, path);
            patch.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
            patch.Content = new PieceContent(content, size);
            patch.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
            using var patched = await _http.SendAsync(patch, cancellationToken);
            patched.EnsureSuccessStatusCode();
            offset += size;
            if (offset == length)
            {
                return patched.Content.Headers.ContentLocation!.ToString();
            }
        }
    }

    /// <summary>Waits until a title is published.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<TitleState> WaitUntilPublishedAsync(string title, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = (await _http.GetFromJsonAsync<TitleState>(title, cancellationToken))!;
            switch (state.State)
            {
                case "published":
                    return state;
                case "failed":
                    throw new InvalidOperationException($"The title failed: {state.Error?.Message}");
                default:
                    await Task.Delay(PollInterval, cancellationToken);
                    break;
            }
        }
    }

    /// <summary>Begins a playback session.</summary>
    /// <returns>Address of the HLS multivariant playlist.</returns>
    public async Task<Uri> PlayAsync(string titleId, CancellationToken cancellationToken)
    {
        using var response = await _http.PostAsJsonAsync("/v1/playback/sessions", new { titleId }, cancellationToken);
        response.EnsureSuccessStatusCode();
        var session = (await response.Content.ReadFromJsonAsync<PlaybackSession>(cancellationToken))!;
        return new Uri(address, session.HlsUrl);
    }

    public async Task<byte[]> GetAsync(Uri file, CancellationToken cancellationToken) => await _http.GetByteArrayAsync(file, cancellationToken);

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Tus(HttpMethod method, string path) => new(method, path) { Headers = { { "Tus-Resumable", "1.0.0" } } };
}
