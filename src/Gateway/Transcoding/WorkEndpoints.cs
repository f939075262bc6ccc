using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Transcoding;

/// <summary>
/// The work queue at <c>/v1/work/leases</c>, for workers outside of the cluster. A worker sees what it has leased and
/// nothing else: one source to read, the files of one item to store.
/// </summary>
internal static class WorkEndpoints
{
    private const int MaxBodyBytes = 1 << 20;
    private const int MaxEncoders = 64;
    private const int MaxKinds = 64;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    public static void MapWork(this IEndpointRouteBuilder routes)
    {
        var work = routes.MapGroup(WorkProtocol.Root).WithTags("Work")
            .AddEndpointFilter<WorkerFilter>()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        work.MapPost("", LeaseAsync).WithSummary("Leases the next item that the worker can do, waiting a while for one.");

        var lease = work.MapGroup("{jobId:guid}/{item:int}/{token:long}");
        lease.MapPost("heartbeat", BeatAsync).WithSummary("Keeps a lease and tells how far its item is.");
        lease.MapPost("result", CompleteAsync).WithSummary("Hands a result in; all that it names is stored already.");
        lease.MapPost("failure", FailAsync).WithSummary("Gives an item back undone.");
        lease.MapPost("source", PresignSourceAsync).WithSummary("A URL to read the item's source from.");
        lease.MapPost("forms", PresignFormsAsync).WithSummary("Forms to store the item's results by.");

        // Where workers of version 1 of the protocol ask: they keep their items back until they are upgraded.
        lease.MapPost("outputs", static () => WorkProblems.WorkerOutdated()).ExcludeFromDescription();
    }

    private static async Task<IResult> LeaseAsync(HttpContext context, IGrainFactory grains)
    {
        var request = await ReadAsync<LeaseRequest>(context);
        var worker = Worker(context);
        if (!worker.Owns(request.Slot))
        {
            return WorkProblems.Of(StatusCodes.Status403Forbidden, "worker-name", $"This credential is worker '{worker.Name}': its slots are called '{worker.Name}/0' and so on. Set StreamVerse:Worker:Name.");
        }

        if (request.Protocol < WorkProtocol.Version)
        {
            return WorkProblems.WorkerOutdated();
        }

        if (request.Encoders.IsDefaultOrEmpty || request.Encoders.Length > MaxEncoders || request.Speeds is { IsDefault: false, Length: > MaxEncoders } || !(request.WaitSeconds >= 0))
        {
            throw new DomainException(ErrorKind.Invalid, "lease-request", $"'encoders' must name 1 to {MaxEncoders} encoders, 'speeds' have no more numbers than these, and 'waitSeconds' must not be negative.");
        }

        if (request.Kinds is { IsDefault: false, Length: > MaxKinds } kinds)
        {
            throw new DomainException(ErrorKind.Invalid, "lease-request", $"'kinds' names {kinds.Length} kinds of work; at most {MaxKinds} may be named.");
        }

        var wait = TimeSpan.FromSeconds(Math.Min(request.WaitSeconds, LongestWait.TotalSeconds));
        var lease = await grains.GetGrain<ITranscodeFleetGrain>(Region.Here).Lease(request.ToWorker(), wait, context.RequestAborted);
        if (lease is null)
        {
            return TypedResults.NoContent();
        }

        if (context.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked is gone: somebody else may have the item at once.
            await Job(grains, lease.Id).Fail(lease.Id, new WorkFailure(WorkFailureKind.Drained, "drained", "The worker left before it had the lease.", null));
        }

        return TypedResults.Json(lease, WorkProtocol.Json);
    }

    private static async Task<IResult> BeatAsync(Guid jobId, int item, long token, HttpContext context, IGrainFactory grains)
    {
        var progress = await ReadAsync<WorkProgress>(context);
        return await FindAsync(jobId, item, token, context, grains) is { } lease
            ? Answer(await Job(grains, lease.Id).Heartbeat(lease.Id, progress))
            : Answer(held: false);
    }

    private static async Task<IResult> CompleteAsync(Guid jobId, int item, long token, HttpContext context, IGrainFactory grains)
    {
        var result = await ReadAsync<WorkResult>(context);
        return await FindAsync(jobId, item, token, context, grains) is { } lease
            ? Answer(await Job(grains, lease.Id).Complete(lease.Id, result))
            : Answer(held: false);
    }

    private static async Task<IResult> FailAsync(Guid jobId, int item, long token, HttpContext context, IGrainFactory grains)
    {
        var failure = await ReadAsync<WorkFailure>(context) is { Code: not null, Message: not null } told ? FailureLimits.Cut(told) : throw Unreadable();
        if (await FindAsync(jobId, item, token, context, grains) is not { } lease)
        {
            return Answer(held: false);
        }

        await Job(grains, lease.Id).Fail(lease.Id, failure);
        return Answer(held: true);
    }

    private static async Task<IResult> PresignSourceAsync(Guid jobId, int item, long token, HttpContext context, IGrainFactory grains, IObjectStore objects)
    {
        if (await FindAsync(jobId, item, token, context, grains) is not { } lease)
        {
            return WorkProblems.LeaseLost();
        }

        var url = await objects.PresignReadAsync(new ObjectKey(Buckets.Content, lease.SourcePath), WorkProtocol.UrlLifetime, context.RequestAborted);
        return url is null ? WorkProblems.NoUrls() : TypedResults.Json(new PresignedUrls([url]), WorkProtocol.Json);
    }

    private static async Task<IResult> PresignFormsAsync(Guid jobId, int item, long token, HttpContext context, IGrainFactory grains, IObjectStore objects)
    {
        var request = await ReadAsync<OutputsRequest>(context);
        if (request.Files.IsDefaultOrEmpty || request.Files.Length > OutputsRequest.MaxFiles)
        {
            throw new DomainException(ErrorKind.Invalid, "outputs-count", $"'files' must have 1 to {OutputsRequest.MaxFiles} names.");
        }

        if (await FindAsync(jobId, item, token, context, grains) is not { } lease)
        {
            return WorkProblems.LeaseLost();
        }

        var allowed = WorkOutputs.NamesOf(lease.Item);
        if (request.Files.FirstOrDefault(name => name is null || !allowed.Contains(name)) is not null || request.Files.Contains(null!))
        {
            return WorkProblems.Of(StatusCodes.Status403Forbidden, "output-foreign", "One of the names is not a file that the leased item makes. Upgrade the worker if it is older than the gateway.");
        }

        List<UploadForm> forms = new(request.Files.Length);
        foreach (var name in request.Files)
        {
            var key = new ObjectKey(Buckets.TranscodedProfiles, $"{lease.OutputPath}/{name}");
            if (await objects.PresignFormAsync(key, MediaTypes.Of(name), WorkProtocol.MaxFileBytes, WorkProtocol.UrlLifetime, context.RequestAborted) is not { } form)
            {
                return WorkProblems.NoUrls();
            }

            forms.Add(new UploadForm(form.Url, form.Fields.ToImmutableDictionary()));
        }

        return TypedResults.Json(new UploadForms([.. forms]), WorkProtocol.Json);
    }

    /// <summary>The lease, if it is held, and by this worker.</summary>
    private static async Task<WorkLease?> FindAsync(Guid jobId, int item, long token, HttpContext context, IGrainFactory grains)
    {
        var id = new WorkLeaseId(jobId, item, token);
        return await Job(grains, id).FindLease(id) is { } lease && Worker(context).Owns(lease.Slot) ? lease : null;
    }

    private static JsonHttpResult<LeaseAnswer> Answer(bool held) => TypedResults.Json(new LeaseAnswer(held), WorkProtocol.Json);

    private static ITranscodeJobGrain Job(IGrainFactory grains, WorkLeaseId lease) => grains.GetGrain<ITranscodeJobGrain>(lease.JobId);

    private static WorkerIdentity Worker(HttpContext context) => context.Features.Get<WorkerIdentity>()!;

    /// <summary>Reads a message in the protocol's own JSON, which is not the API's: enums are names, ids as they come.</summary>
    private static async Task<T> ReadAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(WorkProtocol.Json, context.RequestAborted) ?? throw Unreadable();
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw Unreadable(exception);
        }
    }

    private static DomainException Unreadable(Exception? exception = null) =>
        new(ErrorKind.Invalid, "message-unreadable", "The message is not one of this protocol. Worker and gateway may be of versions too far apart: upgrade the older one.", exception);
}
