using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Uploads;

/// <summary>tus 1.0 at <c>/v1/uploads</c>.</summary>
internal static class UploadEndpoints
{
    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup(TusProtocol.Root).WithTags("Uploads");
        uploads.MapMethods("", [HttpMethods.Options], Describe).WithSummary("What the upload server can do (tus 1.0).");
        uploads.MapMethods("{id:guid}", [HttpMethods.Options], Describe).ExcludeFromDescription();
        uploads.MapPost("", CreateAsync).WithSummary("Begins an upload; may carry its first bytes (tus creation-with-upload).");
        uploads.MapMethods("{id:guid}", [HttpMethods.Head], FindAsync).WithSummary("How far an upload is.");
        uploads.MapMethods("{id:guid}", [HttpMethods.Patch], AppendAsync).WithSummary("Appends bytes; the last ones answer with Content-Location of the title.");
        uploads.MapDelete("{id:guid}", TerminateAsync).WithSummary("Gives an upload up.");
    }

    private static IResult Describe(HttpContext context)
    {
        var headers = context.Response.Headers;
        TusProtocol.AddVersion(headers);
        headers["Tus-Extension"] = TusProtocol.Extensions;
        headers["Tus-Checksum-Algorithm"] = UploadChecksum.Algorithms;
        return Results.NoContent();
    }

    private static async Task<IResult> CreateAsync(HttpContext context, IGrainFactory grains, UploadReceiver receiver, UploadSlots slots, IOptions<GatewayOptions> options)
    {
        TusProtocol.RequireVersion(context);
        AllowLargeBody(context);
        if (context.Request.Headers.ContainsKey(TusProtocol.DeferLength))
        {
            throw new TusException(StatusCodes.Status400BadRequest, "tus-defer-length", $"This server must know the size of a file at once: send {TusProtocol.Length}.");
        }

        var length = TusProtocol.RequireNumber(context.Request, TusProtocol.Length);
        if (length == 0)
        {
            throw new TusException(StatusCodes.Status400BadRequest, "empty-file", "The file is empty.");
        }

        var hasBytes = context.Request.ContentType == TusProtocol.ContentType && context.Request.ContentLength != 0;
        if (hasBytes)
        {
            // Before anything is made: a client that is refused never learns the address of what it began.
            slots.ThrowIfFull();
        }

        var header = context.Request.Headers[TusProtocol.Metadata].ToString();
        var metadata = UploadMetadata.Parse(header);
        var id = IdempotencyKey.IdOf(context.Request, options.Value.OrgId, "uploads");
        var upload = await grains.GetGrain<IUploadGrain>(id).Create(new UploadCreation(options.Value.OrgId, length, metadata.FileName, metadata.Title, header, metadata.Track, metadata.Priority));
        if (upload.Length != length || upload.Metadata != header)
        {
            throw IdempotencyKey.Reused();
        }

        // A creation that is repeated brings the same first bytes again: those that are there already are not taken twice.
        if (upload.Offset == 0 && hasBytes)
        {
            upload = await receiver.ReceiveAsync(id, upload.Offset, context.Request);
        }

        context.Response.Headers.Location = $"{TusProtocol.Root}/{id:N}";
        Tell(context, upload);
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext context, IGrainFactory grains, ActiveUploads active)
    {
        TusProtocol.RequireVersion(context);

        // Whoever asks where to go on means to go on: the old connection loses its right, so the answer stays true.
        using var connection = await active.EnterAsync(id, context.RequestAborted);
        var upload = grains.GetGrain<IUploadGrain>(id);
        await upload.AcquireWriter();
        var view = await upload.Get();
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers[TusProtocol.Length] = TusProtocol.Number(view.Length);
        if (view.Metadata.Length > 0)
        {
            headers[TusProtocol.Metadata] = view.Metadata;
        }

        Tell(context, view);
        return Results.Ok();
    }

    private static async Task<IResult> AppendAsync(Guid id, HttpContext context, UploadReceiver receiver)
    {
        TusProtocol.RequireVersion(context);
        AllowLargeBody(context);
        if (context.Request.ContentType != TusProtocol.ContentType)
        {
            throw new TusException(StatusCodes.Status415UnsupportedMediaType, "tus-content-type", $"The body of a PATCH must be of the type {TusProtocol.ContentType}.");
        }

        var offset = TusProtocol.RequireNumber(context.Request, TusProtocol.Offset);
        Tell(context, await receiver.ReceiveAsync(id, offset, context.Request));
        return Results.NoContent();
    }

    private static async Task<IResult> TerminateAsync(Guid id, HttpContext context, IGrainFactory grains, ActiveUploads active)
    {
        TusProtocol.RequireVersion(context);
        using var connection = await active.EnterAsync(id, context.RequestAborted);
        var upload = grains.GetGrain<IUploadGrain>(id);

        // Asked first: an upload that never was is a 404, while one that is given up twice, as the first answer was lost, is not.
        await upload.Get();
        await upload.Terminate();
        return Results.NoContent();
    }

    private static void Tell(HttpContext context, UploadView upload)
    {
        var headers = context.Response.Headers;
        headers[TusProtocol.Offset] = TusProtocol.Number(upload.Offset);
        if (upload.ExpiresAt is { } expires)
        {
            headers[TusProtocol.Expires] = expires.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        }

        if (upload.TitleId is { } title)
        {
            headers.ContentLocation = $"/v1/titles/{title:N}";
        }
    }

    /// <summary>An upload is limited by its Upload-Length, not by the server's limit for other requests.</summary>
    private static void AllowLargeBody(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (context.Features.Get<Microsoft.AspNetCore.Server.Kestrel.Core.Features.IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }
}
