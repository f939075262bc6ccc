using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace StreamVerse.Cluster.Control;

/// <summary>Asks gateways what SREs may ask, with the token that they were given.</summary>
internal sealed class AdminClient : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private readonly HttpClient _client;

    public AdminClient(string token)
    {
        _client = new HttpClient { Timeout = s_patience };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Asks one gateway after the other until one answers.</summary>
    /// <typeparam name="T">What is asked for.</typeparam>
    /// <param name="gateways">Where gateways listen; the likeliest first.</param>
    /// <param name="path">The path.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer, or why there is none, for people.</returns>
    public async Task<Inside<T>> AskAsync<T>(IReadOnlyList<Uri> gateways, string path, CancellationToken cancellationToken)
        where T : class
    {
        var fault = "no gateway is ready.";
        foreach (var gateway in gateways)
        {
            try
            {
                using var response = await _client.GetAsync(new Uri(gateway, path), cancellationToken);
                if (response.IsSuccessStatusCode && await response.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, cancellationToken) is { } answer)
                {
                    return new Inside<T>(answer, null);
                }

                fault = response.StatusCode == HttpStatusCode.NotFound ? $"gateways of this version do not tell ({path})." : $"{gateway.Authority} answered {(int)response.StatusCode}.";
            }
            catch (HttpRequestException)
            {
                fault = $"{gateway.Authority} does not listen.";
            }
            catch (JsonException)
            {
                fault = $"{gateway.Authority} answered something else.";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                fault = $"{gateway.Authority} does not answer within {s_patience.TotalSeconds:0} s.";
            }
        }

        return new Inside<T>(null, fault);
    }

    public void Dispose() => _client.Dispose();
}
