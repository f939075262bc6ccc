using System.Globalization;
using System.Net.Http.Headers;

namespace StreamVerse.Bench.Clients;

/// <summary>Uploads by tus in several requests, as clients do with large files.</summary>
internal static class PieceUpload
{
    /// <param name="http">The server.</param>
    /// <param name="content">What is uploaded.</param>
    /// <param name="length">How many bytes of it.</param>
    /// <param name="pieceBytes">The most bytes of one PATCH.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task RunAsync(HttpClient http, Stream content, long length, int pieceBytes, CancellationToken cancellationToken)
    {
        using var create = Tus(HttpMethod.Post, "/v1/uploads");
        create.Headers.Add("Upload-Length", length.ToString(CultureInfo.InvariantCulture));
        create.Headers.Add("Upload-Metadata", $"filename {Convert.ToBase64String("bench.mp4"u8)}");
        using var created = await http.SendAsync(create, cancellationToken);
        created.EnsureSuccessStatusCode();
        for (long offset = 0; offset < length; offset += pieceBytes)
        {
            using var patch = Tus(HttpMethod.Patch, created.Headers.Location!.ToString());
            patch.Headers.Add("Upload-Offset", offset.ToString(CultureInfo.InvariantCulture));
            patch.Content = new PieceContent(content, (int)Math.Min(pieceBytes, length - offset));
            patch.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
            using var patched = await http.SendAsync(patch, cancellationToken);
            patched.EnsureSuccessStatusCode();
        }
    }

    private static HttpRequestMessage Tus(HttpMethod method, string path) => new(method, path) { Headers = { { "Tus-Resumable", "1.0.0" } } };
}
