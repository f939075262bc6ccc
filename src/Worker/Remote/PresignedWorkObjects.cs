using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Worker.Objects;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Remote;

/// <summary>Reads by URLs and stores by forms that a gateway signs for this lease alone, each for half a minute.</summary>
internal sealed class PresignedWorkObjects(GatewayClient gateway, IHttpClientFactory clients, IOptions<RemoteQueueOptions> options, TimeProvider clock) : IWorkObjects
{
    /// <summary>Name of the client that speaks to the store; it has no credential of ours.</summary>
    public const string StoreClient = "store";

    private const int Tries = 4;
    private const string Store = "object store";

    /// <summary>So few that their forms are used up within their lifetime.</summary>
    private const int FilesAtOnce = 64;

    public string? TryGetLocalPath(WorkLease lease) => null;

    public async Task<ObjectReading?> OpenSourceAsync(WorkLease lease, CancellationToken cancellationToken)
    {
        var url = (await AskAsync<object, PresignedUrls>(lease, "source", new object(), cancellationToken)).Urls[0];
        var response = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, url), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }

        if (!response.IsSuccessStatusCode || response.Content.Headers.ContentLength is not { } length)
        {
            response.Dispose();
            throw Unavailable($"it answered {(int)response.StatusCode} to a read.");
        }

        var info = new ObjectInfo(new ObjectKey(Buckets.Content, lease.SourcePath), length, response.Headers.ETag?.Tag ?? "", response.Content.Headers.LastModified ?? clock.GetUtcNow());
        return new ObjectReading(info, new PatientStream(await response.Content.ReadAsStreamAsync(cancellationToken), response, options.Value.StoreTimeout, clock), length);
    }

    public async Task PutAsync(WorkLease lease, IReadOnlyList<OutputFile> files, CancellationToken cancellationToken)
    {
        foreach (var batch in files.Chunk(FilesAtOnce))
        {
            await PutBatchAsync(lease, batch, cancellationToken);
        }
    }

    private async Task PutBatchAsync(WorkLease lease, OutputFile[] files, CancellationToken cancellationToken)
    {
        var forms = await AskForFormsAsync(lease, files.Select(static file => file.Name), cancellationToken);
        await Parallel.ForEachAsync(
            files.Zip(forms), new ParallelOptions { MaxDegreeOfParallelism = OutputFolder.ParallelPuts, CancellationToken = cancellationToken }, async (pair, token) => await PutAsync(lease, pair.First, pair.Second, token));
    }

    private async Task PutAsync(WorkLease lease, OutputFile file, UploadForm form, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var current = form;
            using var response = await SendAsync(() => Post(file, current), cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            // A slow network may outlive a form: ask for another.
            if (response.StatusCode != HttpStatusCode.Forbidden || tries >= Tries)
            {
                throw Unavailable($"it answered {(int)response.StatusCode} to a write.", isOutOfSpace: response.StatusCode == HttpStatusCode.InsufficientStorage);
            }

            form = (await AskForFormsAsync(lease, [file.Name], cancellationToken))[0];
        }
    }

    private static HttpRequestMessage Post(OutputFile file, UploadForm form) => new(HttpMethod.Post, form.Url)
    {
        Content = new PresignedForm(form.Url, form.Fields).With(file.Content),
    };

    private async Task<ImmutableArray<UploadForm>> AskForFormsAsync(WorkLease lease, IEnumerable<string> files, CancellationToken cancellationToken)
    {
        try
        {
            return (await AskAsync<OutputsRequest, UploadForms>(lease, "forms", new OutputsRequest([.. files]), cancellationToken)).Forms;
        }
        catch (GatewayRefusedException refusal) when (refusal is { Status: HttpStatusCode.NotFound, Code: null })
        {
            throw Unavailable("the gateway is older than this worker and signs no forms: upgrade it first.", refusal);
        }
    }

    private async Task<TAnswer> AskAsync<TMessage, TAnswer>(WorkLease lease, string what, TMessage message, CancellationToken cancellationToken)
        where TAnswer : class =>
        (await gateway.PostAsync<TMessage, TAnswer>(WorkProtocol.PathOf(lease.Id, what), message, TimeSpan.Zero, cancellationToken)).Value
        ?? throw Unavailable("the gateway signed nothing.");

    /// <summary>Sends a request, again after what may pass; the answer's body is not read yet.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> create, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(StoreClient);
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var request = create();
                using var patience = new CancellationTokenSource(options.Value.StoreTimeout, clock);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
                var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if ((int)response.StatusCode < 500 || response.StatusCode == HttpStatusCode.InsufficientStorage || tries >= Tries)
                {
                    return response;
                }

                response.Dispose();
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (tries >= Tries)
                {
                    throw Unavailable("it does not answer.", exception);
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(0.25 * Math.Pow(2, tries)), clock, cancellationToken);
        }
    }

    private static StoreUnavailableException Unavailable(string reason, Exception? exception = null, bool isOutOfSpace = false) =>
        new(Store, RemoteQueueOptions.Section, reason, exception) { IsOutOfSpace = isOutOfSpace };
}
