using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace StreamVerse.Chaos.Tests.Load;

/// <summary>
/// A client as it should be: it goes round the gateways, asks again after 503 when <c>Retry-After</c> says so, and after a
/// connection that broke. That is safe, as all that it sends can be sent twice.
/// </summary>
internal sealed class ChaosClient(IReadOnlyList<Uri> gateways, LoadRecord record) : IDisposable
{
    private static readonly TimeSpan s_attempt = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = Timeout.InfiniteTimeSpan };
    private int _turn;

    /// <summary>Asks until there is an answer that stands.</summary>
    /// <param name="make">Makes the request, with an address relative to a gateway.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Answer> AskAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        var since = Stopwatch.GetTimestamp();
        for (var repeats = 0; ; repeats++)
        {
            var (answer, pause) = await TryAsync(make, repeats, cancellationToken);
            if (answer.Failure is null)
            {
                return answer;
            }

            record.NoteTrouble();
            if (pause is not { } wait || Stopwatch.GetElapsedTime(since) + wait > s_patience)
            {
                return answer;
            }

            // Clients that were sent away together do not come back together.
            await Task.Delay(wait * (1 + (Random.Shared.NextDouble() / 4)), cancellationToken);
        }
    }

    /// <summary>Reads all pages of a list.</summary>
    /// <param name="path">The list's address, with a <c>limit</c>.</param>
    /// <param name="prepare">Adds to each request.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">A page is not given; says why.</exception>
    public async Task<IReadOnlyList<JsonElement>> ListAsync(string path, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        for (var cursor = ""; cursor is not null;)
        {
            var address = cursor.Length > 0 ? $"{path}&cursor={Uri.EscapeDataString(cursor)}" : path;
            var answer = await AskAsync(
                () =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
                    prepare(request);
                    return request;
                },
                cancellationToken);
            using var page = JsonDocument.Parse(answer.Failure is null ? answer.Body : throw new InvalidOperationException(answer.Failure));
            items.AddRange(page.RootElement.GetProperty("items").EnumerateArray().Select(static item => item.Clone()));
            cursor = page.RootElement.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }

        return items;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One attempt, and after what pause it may be repeated.</summary>
    private async Task<(Answer Answer, TimeSpan? Pause)> TryAsync(Func<HttpRequestMessage> make, int repeats, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_attempt);
        using var request = make();
        request.RequestUri = new Uri(gateways[(int)((uint)Interlocked.Increment(ref _turn) % gateways.Count)], request.RequestUri!);
        var what = $"{request.Method} {request.RequestUri.AbsolutePath}";
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(static header => header.Key, static header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            return response.IsSuccessStatusCode
                ? (new Answer(null, body, headers, repeats), null)
                : (Failed(string.Create(CultureInfo.InvariantCulture, $"{what}: {(int)response.StatusCode} {body}")), response.StatusCode == HttpStatusCode.ServiceUnavailable ? response.Headers.RetryAfter?.Delta : null);
        }
        catch (HttpRequestException exception)
        {
            return (Failed($"{what}: {exception.Message}"), s_pause);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (Failed($"{what}: no answer within {s_attempt.TotalSeconds:0} s"), s_pause);
        }

        Answer Failed(string failure) => new(failure, "", new Dictionary<string, string>(), repeats);
    }
}
