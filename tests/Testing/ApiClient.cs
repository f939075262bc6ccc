using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace StreamVerse.Testing;

/// <summary>Talks to the API as any program would.</summary>
public sealed class ApiClient(Uri address) : IDisposable
{
    public HttpClient Http { get; } = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Uploads a file in one request (tus creation-with-upload) and answers the title's id.</summary>
    public Task<string> UploadAsync(string path, string title, CancellationToken cancellationToken) =>
        SendAsync(path, $"title {Base64(title)}", cancellationToken);

    /// <summary>Uploads a track for a published title and answers the title's id.</summary>
    public Task<string> UploadTrackAsync(string path, string titleId, string kind, string language, CancellationToken cancellationToken) =>
        SendAsync(path, $"titleId {Base64(titleId)},kind {Base64(kind)},language {Base64(language)}", cancellationToken);

    private async Task<string> SendAsync(string path, string metadata, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/uploads") { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", file.Length.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Upload-Metadata", $"filename {Base64(Path.GetFileName(path))},{metadata}");
        using var response = await Http.SendAsync(request, cancellationToken);
        var location = response.Content.Headers.ContentLocation?.OriginalString
            ?? throw new InvalidOperationException($"The upload of {path} ended with {(int)response.StatusCode} and no Content-Location: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        return location[(location.LastIndexOf('/') + 1)..];
    }

    public async Task<ApiTitle> GetTitleAsync(string id, CancellationToken cancellationToken) =>
        (await Http.GetFromJsonAsync<ApiTitle>($"/v1/titles/{id}", cancellationToken))!;

    /// <summary>The title now and after every change, by server-sent events.</summary>
    public async IAsyncEnumerable<ApiTitle> WatchAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = await Http.GetStreamAsync($"/v1/titles/{id}/events", cancellationToken);
        var parser = SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize<ApiTitle>(data, JsonSerializerOptions.Web)!);
        await foreach (var item in parser.EnumerateAsync(cancellationToken))
        {
            yield return item.Data;
        }
    }

    /// <summary>Waits for the title to be as wanted.</summary>
    public async Task<ApiTitle> WaitAsync(string id, Func<ApiTitle, bool> wanted, CancellationToken cancellationToken)
    {
        await foreach (var title in WatchAsync(id, cancellationToken))
        {
            if (wanted(title))
            {
                return title;
            }

            if (title.IsFinished)
            {
                throw new InvalidOperationException($"Title '{title.Title}' is {title.State} ({title.Error?.Code}: {title.Error?.Message}) and not as wanted.");
            }
        }

        throw new InvalidOperationException($"The events of title {id} ended before it was as wanted.");
    }

    /// <summary>Waits until no track is on its way into the title any more.</summary>
    public async Task<ApiTitle> WaitForTracksAsync(string id, CancellationToken cancellationToken)
    {
        await foreach (var title in WatchAsync(id, cancellationToken))
        {
            if (title.Additions.All(addition => addition.State == "failed"))
            {
                return title;
            }
        }

        throw new InvalidOperationException($"The events of title {id} ended before its tracks were there.");
    }

    /// <summary>Asks for a title's output to be made anew, and waits until that is done or has failed.</summary>
    public async Task<ApiTitle> EncodeAsync(string id, CancellationToken cancellationToken)
    {
        using (var asked = await Http.PostAsJsonAsync($"/v1/titles/{id}/encodes", new { priority = "express" }, cancellationToken))
        {
            asked.EnsureSuccessStatusCode();
        }

        await foreach (var title in WatchAsync(id, cancellationToken))
        {
            if (title.Encode is { State: "done" or "failed" })
            {
                return title;
            }
        }

        throw new InvalidOperationException($"The events of title {id} ended before it was encoded anew.");
    }

    /// <summary>Uploads a file and waits until it is published.</summary>
    public async Task<ApiTitle> PublishAsync(string path, string title, CancellationToken cancellationToken) =>
        await WaitAsync(await UploadAsync(path, title, cancellationToken), state => state.State == "published", cancellationToken);

    public async Task<ApiSession> PlayAsync(string titleId, CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsJsonAsync("/v1/playback/sessions", new { titleId }, cancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<ApiSession>(cancellationToken))!;
    }

    public void Dispose() => Http.Dispose();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
