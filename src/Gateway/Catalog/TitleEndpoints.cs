using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Playback;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Catalog;

/// <summary>Titles at <c>/v1/titles</c>.</summary>
internal static class TitleEndpoints
{
    private const int DefaultLimit = 50;
    private const string JsonType = "application/json; charset=utf-8";

    public static void MapTitles(this IEndpointRouteBuilder routes)
    {
        var titles = routes.MapGroup("/v1/titles").WithTags("Titles");
        titles.MapGet("", ListAsync).WithSummary("Titles, the newest first.");
        titles.MapGet("{id:guid}", GetAsync).Produces<TitleView>().Produces(StatusCodes.Status304NotModified).WithSummary("One title.");
        titles.MapGet("{id:guid}/events", Watch).Produces<TitleView>(StatusCodes.Status200OK, "text/event-stream").WithSummary("The title now and after every change, as server-sent events.");
        titles.MapMethods("{id:guid}/poster.jpg", [HttpMethods.Get, HttpMethods.Head], ServePosterAsync).WithSummary("The sprite sheet that a title's posterUrl names a part of.");
        titles.MapDelete("{id:guid}", DeleteAsync).WithSummary("Deletes a title, its source and its renditions.");
        titles.MapDelete("{id:guid}/tracks/{renditionId}", RemoveTrackAsync).WithSummary("Removes an audio or subtitle track from a published title; the video is not touched.");
        titles.MapDelete("{id:guid}/renditions/{renditionId}", RemoveRungAsync).WithSummary("Removes a video rendition from a published title; its playlists do without it at once.");
        titles.MapPost("{id:guid}/encodes", EncodeAsync).WithSummary("Makes a published title's output anew of its original, beside the one that viewers have, and switches when all of it is there.")
            .WithDescription("The title stays published and playable all the time; its 'encode' tells how far it is. Sessions that began with the old output go on with it. Idempotent by Idempotency-Key. Priority: 'backfill' unless the body says otherwise.");
        titles.MapDelete("{id:guid}/encodes/{encodeId:guid}", DismissEncodeAsync).WithSummary("Calls a re-encode off, or forgets one that failed or is done; what viewers have stays.");
        titles.MapPost("{id:guid}/additions/{additionId:guid}/retry", RetryAdditionAsync).WithSummary("Tries again to add a track.");
        titles.MapDelete("{id:guid}/additions/{additionId:guid}", DismissAdditionAsync).WithSummary("Gives up a track that is on its way, or that failed.");
        titles.MapPost("{id:guid}/retry", RetryAsync).WithSummary("Tries a failed title again, from where it stopped.");
    }

    private static async Task<Ok<TitlePage>> ListAsync(IGrainFactory grains, IOptions<GatewayOptions> options, int limit = DefaultLimit, string? cursor = null) =>
        TypedResults.Ok(await grains.GetGrain<ITitleListGrain>(options.Value.OrgId).List(limit, cursor));

    private static async Task<IResult> GetAsync(Guid id, SeenTitles titles, HttpContext context)
    {
        var title = await titles.GetAsync(id);
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(title.Json, JsonType, entityTag: title.ETag);
    }

    private static async Task<IResult> Watch(Guid id, IGrainFactory grains, TitleFeeds feeds, IHostApplicationLifetime lifetime, HttpContext context)
    {
        // Asked first, so that an unknown title is a 404 and not an empty stream, and that nobody waits for the first view.
        var first = await grains.GetGrain<ITitleGrain>(id).Get();

        // A page that stays open must not keep the server from ending.
        var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(ended);
        return new TitleEventStream(UntilStoppedAsync(feeds.WatchAsync(id, first, ended.Token), lifetime));
    }

    private static async Task ServePosterAsync(Guid id, HttpContext context, IGrainFactory grains, ObjectResponder objects)
    {
        var presentation = await grains.GetGrain<ITitleGrain>(id).GetPresentation();
        if (presentation?.Thumbnails is null)
        {
            throw new DomainException(ErrorKind.NotFound, "poster-not-found", $"Title {id:N} has no picture yet.");
        }

        await objects.ServeAsync(context, new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(id, presentation.Version)}/{PresentationPaths.SpriteSheet(0)}"));
    }

    private static async IAsyncEnumerable<TitleView> UntilStoppedAsync(IAsyncEnumerable<TitleView> views, IHostApplicationLifetime lifetime)
    {
        await using var enumerator = views.GetAsyncEnumerator(CancellationToken.None);
        while (await MoveAsync(enumerator, lifetime.ApplicationStopping))
        {
            yield return enumerator.Current;
        }
    }

    /// <summary>Ends the stream in good order when the server stops; the page connects again.</summary>
    private static async Task<bool> MoveAsync(IAsyncEnumerator<TitleView> views, CancellationToken stopping)
    {
        try
        {
            return await views.MoveNextAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<NoContent> DeleteAsync(Guid id, IGrainFactory grains, PresentationCache presentations)
    {
        await grains.GetGrain<ITitleGrain>(id).Delete();
        await presentations.ForgetAsync(id);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<TitleView>> RetryAsync(Guid id, IGrainFactory grains) =>
        TypedResults.Accepted($"/v1/titles/{id:N}", await grains.GetGrain<ITitleGrain>(id).Retry());

    private static async Task<NoContent> RemoveTrackAsync(Guid id, string renditionId, IGrainFactory grains, PresentationCache presentations)
    {
        await grains.GetGrain<ITitleGrain>(id).RemoveTrack(renditionId);
        await presentations.ForgetAsync(id);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RemoveRungAsync(Guid id, string renditionId, IGrainFactory grains, PresentationCache presentations)
    {
        await grains.GetGrain<ITitleGrain>(id).RemoveRung(renditionId);
        await presentations.ForgetAsync(id);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<TitleView>> EncodeAsync(Guid id, EncodeRequest? body, HttpRequest request, IGrainFactory grains, IOptions<GatewayOptions> options)
    {
        var encodeId = IdempotencyKey.IdOf(request, options.Value.OrgId, $"titles/{id:N}/encodes");
        var encode = new NewEncode(encodeId, EncodeRequest.PriorityOf(body));
        return TypedResults.Accepted($"/v1/titles/{id:N}", await grains.GetGrain<ITitleGrain>(id).Encode(encode));
    }

    private static async Task<NoContent> DismissEncodeAsync(Guid id, Guid encodeId, IGrainFactory grains)
    {
        await grains.GetGrain<ITitleGrain>(id).DismissEncode(encodeId);
        return TypedResults.NoContent();
    }

    private static async Task<Accepted<TitleView>> RetryAdditionAsync(Guid id, Guid additionId, IGrainFactory grains) =>
        TypedResults.Accepted($"/v1/titles/{id:N}", await grains.GetGrain<ITitleGrain>(id).RetryTrack(additionId));

    private static async Task<NoContent> DismissAdditionAsync(Guid id, Guid additionId, IGrainFactory grains)
    {
        await grains.GetGrain<ITitleGrain>(id).DismissTrack(additionId);
        return TypedResults.NoContent();
    }
}
