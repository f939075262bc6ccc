using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Playback;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Gateway.Playback;

/// <summary>Playback sessions at <c>/v1/playback/sessions</c>.</summary>
internal static class SessionEndpoints
{
    private const string Root = "/v1/playback/sessions";

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup(Root).WithTags("Playback");
        sessions.MapPost("", StartAsync).WithSummary("Begins to play a title: gives manifest URLs with a token in them.");
        sessions.MapGet("{id:guid}", GetAsync).WithSummary("The session, with fresh URLs.");
        sessions.MapPost("{id:guid}/heartbeat", BeatAsync).WithSummary("Tells that somebody is still watching; renews the session.");
        sessions.MapDelete("{id:guid}", EndAsync).WithSummary("Ends the session.");
    }

    private static async Task<Created<SessionResponse>> StartAsync(StartSessionRequest body, HttpRequest request, IGrainFactory grains, PlaybackTokens tokens, PresentationCache presentations, IOptions<GatewayOptions> options, GatewayMetrics metrics, TimeProvider clock)
    {
        var id = IdempotencyKey.IdOf(request, options.Value.OrgId, "sessions");
        var grant = await grains.GetGrain<ISessionGrain>(id).Start(new SessionRequest(options.Value.OrgId, Guid.Empty, body.TitleId));
        presentations.Require(grant.TitleId, grant.Version, grant.Revision);
        metrics.AddSession();
        return TypedResults.Created($"{Root}/{id:N}", Respond(grant, tokens, clock));
    }

    private static async Task<Ok<SessionResponse>> GetAsync(Guid id, IGrainFactory grains, PlaybackTokens tokens, TimeProvider clock) =>
        TypedResults.Ok(Respond(await grains.GetGrain<ISessionGrain>(id).Get(), tokens, clock));

    private static async Task<Ok<SessionResponse>> BeatAsync(Guid id, HeartbeatRequest? body, IGrainFactory grains, PlaybackTokens tokens, TimeProvider clock)
    {
        var beat = (body ?? new HeartbeatRequest(0, 0, 0, 0)).ToMessage();
        return TypedResults.Ok(Respond(await grains.GetGrain<ISessionGrain>(id).Heartbeat(beat), tokens, clock));
    }

    private static async Task<NoContent> EndAsync(Guid id, IGrainFactory grains)
    {
        await grains.GetGrain<ISessionGrain>(id).End();
        return TypedResults.NoContent();
    }

    private static SessionResponse Respond(SessionGrant grant, PlaybackTokens tokens, TimeProvider clock)
    {
        var title = grant.TitleId.ToString("N");
        var left = grant.ExpiresAt - clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            // It ended on the way here.
            throw new DomainException(ErrorKind.Gone, "session-ended", $"Session {grant.SessionId:N} is over. Begin a new one.");
        }

        var token = tokens.Issue(title, grant.Version, left);
        return new SessionResponse(
            grant.SessionId.ToString("N"),
            PlaybackPath.Compose(title, grant.Version, token.Jwt, PresentationPaths.MultivariantPlaylist),
            PlaybackPath.Compose(title, grant.Version, token.Jwt, PresentationPaths.DashManifest),
            PlaybackPath.Compose(title, grant.Version, token.Jwt, PresentationPaths.ThumbnailTrack),
            (int)grant.HeartbeatInterval.TotalSeconds,
            token.ExpiresAt);
    }
}
