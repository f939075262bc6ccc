using System.Net.Http.Json;
using System.Text.Json;

namespace StreamVerse.Cluster.Programs;

/// <summary>Asks a program's <c>/health/ready</c>.</summary>
internal sealed class HealthClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <summary>Who does not listen this long after its start is not merely starting.</summary>
    private static readonly TimeSpan s_start = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client = new() { Timeout = s_patience };

    public async Task<MemberHealth> AskAsync(Uri url, TimeSpan uptime, CancellationToken cancellationToken)
    {
        var notYet = uptime < s_start ? "starting" : "not-ready";
        try
        {
            using var answer = await _client.GetAsync(new Uri(url, "/health/ready"), cancellationToken);
            var said = await answer.Content.ReadFromJsonAsync<Answer>(cancellationToken);
            return answer.IsSuccessStatusCode ? new MemberHealth(MemberHealth.Ready, []) : new MemberHealth("not-ready", said?.Faults ?? []);
        }
        catch (HttpRequestException)
        {
            return new MemberHealth(notYet, [$"{url.Authority} does not listen."]);
        }
        catch (JsonException)
        {
            return new MemberHealth("not-ready", [$"{url.Authority} does not answer as StreamVerse does."]);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MemberHealth("silent", [$"{url.Authority} does not answer within {s_patience.TotalSeconds:0} s."]);
        }
    }

    public void Dispose() => _client.Dispose();

    private sealed record Answer(string Status, IReadOnlyList<string>? Faults);
}
