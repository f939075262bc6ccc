using System.Net;
using System.Net.Http.Headers;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Diagnosis;

/// <summary>What browsers and remote workers do with presigned URLs: by a plain HTTP client that knows no keys.</summary>
internal sealed class StrangerExamination(IObjectStore store, TrialObjects trial, ObjectStoreOptions options, string ownOrigin, bool isFresh, byte[] sample)
{
    private const string CorsSetting = ObjectStoreOptions.Section + ":S3:CorsOrigins";
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly Verdict NoUrls = Verdict.Skipped("a folder has no URLs; StreamVerse serves its objects itself");

    private IReadOnlyList<string> Origins => options.S3.CorsOrigins.Count > 0 ? [.. options.S3.CorsOrigins] : [ownOrigin];

    public async Task<Verdict> TryReadAsync(CancellationToken cancellationToken)
    {
        if (await PresignAsync(cancellationToken) is not { } url)
        {
            return NoUrls;
        }

        using var client = NewClient();
        using var answer = await client.GetAsync(url, cancellationToken);
        return answer.StatusCode == HttpStatusCode.OK && (await answer.Content.ReadAsByteArrayAsync(cancellationToken)).AsSpan().SequenceEqual(sample)
            ? Verdict.Ok($"a stranger reads from {url.Authority}")
            : Refused(url, answer);
    }

    public async Task<Verdict> TryWriteAsync(CancellationToken cancellationToken)
    {
        var key = trial.NewKey();
        if (await store.PresignFormAsync(key, "application/octet-stream", sample.Length, Lifetime, cancellationToken) is not { } form)
        {
            return NoUrls;
        }

        using var client = NewClient();
        using var content = form.With(sample);
        using var answer = await client.PostAsync(form.Url, content, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return Refused(form.Url, answer);
        }

        await trial.ExpectAsync(key, null, sample, cancellationToken);
        return Verdict.Ok($"a stranger writes to {form.Url.Authority}");
    }

    public Task<Verdict> TryPreflightAsync(CancellationToken cancellationToken) => ForEachOriginAsync(async (client, url, origin) =>
    {
        using HttpRequestMessage request = new(HttpMethod.Options, url);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "GET");
        request.Headers.Add("Access-Control-Request-Headers", "range");
        using var answer = await client.SendAsync(request, cancellationToken);
        return !Allows(answer, origin) ? $"pages of {origin} may not read"
            : !Lists(answer, "Access-Control-Allow-Headers", "range") ? $"pages of {origin} may not ask for ranges"
            : null;
    }, cancellationToken);

    public Task<Verdict> TryCorsReadAsync(CancellationToken cancellationToken) => ForEachOriginAsync(async (client, url, origin) =>
    {
        using HttpRequestMessage request = new(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(0, 4) } };
        request.Headers.Add("Origin", origin);
        using var answer = await client.SendAsync(request, cancellationToken);
        return answer.StatusCode != HttpStatusCode.PartialContent ? $"a range of 5 bytes was answered with {(int)answer.StatusCode}"
            : !Allows(answer, origin) ? $"pages of {origin} may not read"
            : !Lists(answer, "Access-Control-Expose-Headers", "ETag") ? $"pages of {origin} do not see the header ETag"
            : null;
    }, cancellationToken);

    private static bool Allows(HttpResponseMessage answer, string origin) => Lists(answer, "Access-Control-Allow-Origin", origin);

    private static bool Lists(HttpResponseMessage answer, string header, string value) =>
        answer.Headers.TryGetValues(header, out var values)
        && values.SelectMany(static line => line.Split(',', StringSplitOptions.TrimEntries)).Any(listed => listed == "*" || listed.Equals(value, StringComparison.OrdinalIgnoreCase));

    // The path and the query stay untold: they carry a signature, or what it was made for.
    private static Verdict Refused(Uri url, HttpResponseMessage answer) => Verdict.Missing(
        $"{url.Authority} answered {(int)answer.StatusCode} to a presigned URL. Others must reach the store under the very name that is signed: set {ObjectStoreOptions.Section}:S3:PublicEndpoint, and let no proxy change the Host header.");

    private static HttpClient NewClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5) });

    private async Task<Uri?> PresignAsync(CancellationToken cancellationToken) =>
        options.Provider == ObjectStoreProvider.Folder ? null : await store.PresignReadAsync(await trial.PutAsync(sample, cancellationToken), Lifetime, cancellationToken);

    private async Task<Verdict> ForEachOriginAsync(Func<HttpClient, Uri, string, Task<string?>> attempt, CancellationToken cancellationToken)
    {
        if (isFresh)
        {
            return Verdict.Skipped("the buckets are not there yet: a start makes them and sets their rules");
        }

        if (await PresignAsync(cancellationToken) is not { } url)
        {
            return NoUrls;
        }

        using var client = NewClient();
        foreach (var origin in Origins)
        {
            if (await attempt(client, url, origin) is { } fault)
            {
                // Where no origins are set, nobody relies on them: StreamVerse serves media itself.
                return options.S3.CorsOrigins.Count == 0
                    ? Verdict.Skipped($"{fault} directly, nor need they; if they are to, name them in {CorsSetting}")
                    : Verdict.Missing($"{fault} although {CorsSetting} names them. A start sets the rule; on MinIO set MINIO_API_CORS_ALLOW_ORIGIN.");
            }
        }

        return Verdict.Ok($"pages of {string.Join(", ", Origins)} may");
    }
}
