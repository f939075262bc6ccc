using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Storage;
using StreamVerse.Storage.Clocks;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Remote;

/// <summary>
/// Calls the gateways' work queue: one of them until it fails, then the next. All calls may be repeated without harm:
/// each names its lease, whose token is given out once.
/// </summary>
internal sealed class GatewayClient(HttpClient http, IOptions<RemoteQueueOptions> options, WorkerCredential credential, ClockSkew skew, TimeProvider clock)
{
    private const int MaxProblemBytes = 64 << 10;
    private const string UrlsSetting = $"{RemoteQueueOptions.Section}:{nameof(RemoteQueueOptions.Urls)}";
    private const string CredentialUnknown = "worker-unknown";

    /// <summary>A <c>Date</c> has whole seconds: on the average it is half of one old when it is sent.</summary>
    private static readonly TimeSpan DateAge = TimeSpan.FromSeconds(0.5);

    private int _current;

    /// <summary>Sends a message.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="message">The message.</param>
    /// <param name="wait">How long the gateway is asked to wait before it answers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="GatewayRefusedException">The gateway will not.</exception>
    /// <exception cref="StoreUnavailableException">No gateway can be reached, or none knows this worker.</exception>
    public async Task<GatewayAnswer<TAnswer>> PostAsync<TMessage, TAnswer>(string path, TMessage message, TimeSpan wait, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var urls = options.Value.Urls;
        for (var tries = 1; ; tries++)
        {
            var current = Volatile.Read(ref _current);
            try
            {
                return await PostAsync<TMessage, TAnswer>(new Uri(urls[current % urls.Count], path), message, wait, cancellationToken);
            }
            catch (Exception exception) when (IsGatewayGone(exception, cancellationToken))
            {
                MoveOn(current);
                if (tries >= urls.Count)
                {
                    var reason = exception is OperationCanceledException ? "it did not answer in time" : exception.Message.TrimEnd('.');
                    throw new StoreUnavailableException(WorkQueueHealth.Name, UrlsSetting, $"{urls[current % urls.Count]}: {reason}.", exception);
                }
            }
        }
    }

    /// <summary>Turns to the next gateway, unless that is done already.</summary>
    /// <param name="gateway">The one that is of no use.</param>
    public void Leave(Uri gateway)
    {
        var current = Volatile.Read(ref _current);
        if (options.Value.Urls[current % options.Value.Urls.Count].Authority == gateway.Authority)
        {
            MoveOn(current);
        }
    }

    private void MoveOn(int current) => Interlocked.CompareExchange(ref _current, current + 1, current);

    /// <summary>Whether another gateway may do better.</summary>
    private static bool IsGatewayGone(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && exception is not StoreUnavailableException
        && exception is HttpRequestException or OperationCanceledException or IOException or GatewayRefusedException { Status: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout };

    private async Task<GatewayAnswer<TAnswer>> PostAsync<TMessage, TAnswer>(Uri url, TMessage message, TimeSpan wait, CancellationToken cancellationToken)
        where TAnswer : class
    {
        using var patience = new CancellationTokenSource(options.Value.CallTimeout + wait, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        while (true)
        {
            var secret = credential.Value;
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(message, options: WorkProtocol.Json) };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            using var response = await http.SendAsync(request, either.Token);
            if (response.Headers.Date is { } date)
            {
                skew.Note("gateway", clock.GetUtcNow() - date - DateAge);
            }

            if (response.IsSuccessStatusCode)
            {
                var value = response.StatusCode == HttpStatusCode.NoContent ? null : await response.Content.ReadFromJsonAsync<TAnswer>(WorkProtocol.Json, either.Token);
                return new GatewayAnswer<TAnswer>(value, url, ProtocolOf(response));
            }

            var refusal = await RefusalAsync(response, either.Token);
            if (response.StatusCode is not HttpStatusCode.Unauthorized)
            {
                throw refusal;
            }

            if (!credential.TryRenew(secret))
            {
                throw CredentialRefused(url, refusal);
            }
        }
    }

    private static int ProtocolOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues(WorkProtocol.VersionHeader, out var values) && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 1;

    private StoreUnavailableException CredentialRefused(Uri url, GatewayRefusedException refusal)
    {
        var gateway = url.GetLeftPart(UriPartial.Authority);
        var reason = refusal.Code == CredentialUnknown
            ? $"{gateway} knows no worker by the credential {credential.Place}. Make one with 'worker-credential NAME' of the gateway, whose StreamVerse:Workers:CredentialFile must be the file that lists it."
            : $"{gateway} does not take the credential {credential.Place}. {refusal.Message}";
        return new StoreUnavailableException(WorkQueueHealth.Name, credential.Setting, reason);
    }

    private static async Task<GatewayRefusedException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await response.Content.LoadIntoBufferAsync(MaxProblemBytes, cancellationToken);
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return new GatewayRefusedException(response.StatusCode, Text(problem, "code"), Text(problem, "detail") ?? response.ReasonPhrase ?? "no reason given");
        }
        catch (JsonException)
        {
            // A proxy in between, say, answers in its own words.
            return new GatewayRefusedException(response.StatusCode, null, response.ReasonPhrase ?? "no reason given");
        }
    }

    private static string? Text(JsonDocument problem, string name) =>
        problem.RootElement.ValueKind == JsonValueKind.Object && problem.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
