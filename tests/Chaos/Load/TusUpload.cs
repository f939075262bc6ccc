using System.Globalization;
using System.Net.Http.Headers;

namespace StreamVerse.Chaos.Tests.Load;

/// <summary>Uploads a small file, and goes on where it stopped (tus 1.0).</summary>
internal static class TusUpload
{
    /// <summary>Uploads it.</summary>
    /// <returns>The last answer, and the title's id once that was acknowledged.</returns>
    public static async Task<(Answer Answer, string? TitleId)> SendAsync(ChaosClient client, byte[] file, string title, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid().ToString("N");
        var answer = await client.AskAsync(
            () =>
            {
                var request = Request(HttpMethod.Post, "/v1/uploads", file, 0);
                request.Headers.Add("Idempotency-Key", key);
                request.Headers.Add("Upload-Length", Text(file.Length));
                request.Headers.Add("Upload-Metadata", $"filename {Base64("source.mkv")},title {Base64(title)}");
                return request;
            },
            cancellationToken);

        // Cut off before its end: ask how far it is, and send the rest. A conflict says only that another offset is right.
        for (var patience = 0; answer.Headers.TryGetValue("Location", out var location) && TitleOf(answer) is null && patience < 20; patience++)
        {
            var found = await client.AskAsync(() => Request(HttpMethod.Head, location, null, 0), cancellationToken);
            if (found.Failure is not null || TitleOf(found) is not null)
            {
                return (found, TitleOf(found));
            }

            var offset = int.Parse(found.Headers["Upload-Offset"], CultureInfo.InvariantCulture);
            var sent = await client.AskAsync(() => Request(HttpMethod.Patch, location, file, offset), cancellationToken);
            if (TitleOf(sent) is { } id)
            {
                return (sent, id);
            }
        }

        return (answer.Failure is null && TitleOf(answer) is null ? answer with { Failure = "the upload has no title after 20 tries" } : answer, TitleOf(answer));
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, byte[]? file, int offset)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.RelativeOrAbsolute));
        request.Headers.Add("Tus-Resumable", "1.0.0");
        if (file is not null)
        {
            request.Content = new ByteArrayContent(file, offset, file.Length - offset);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
            if (method == HttpMethod.Patch)
            {
                request.Headers.Add("Upload-Offset", Text(offset));
            }
        }

        return request;
    }

    private static string? TitleOf(Answer answer) => answer.Headers.TryGetValue("Content-Location", out var location) ? location[(location.LastIndexOf('/') + 1)..] : null;

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
