using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using StreamVerse.Gateway.Playback;
using StreamVerse.Gateway.Uploads;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage;

namespace StreamVerse.Gateway.Errors;

/// <summary>Turns what went wrong into an RFC 9457 problem that says what and what to do; anything else stays on the log.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private const string Late = "The server did not answer in time. Try again in a while.";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        var (status, code, detail) = (StoreUnavailableException.FindIn(exception) ?? exception) switch
        {
            DomainException domain => (StatusOf(domain.Kind), domain.Code, domain.Message),
            TusException tus => (tus.Status, tus.Code, tus.Message),
            BadHttpRequestException { InnerException: JsonException json } bad => (bad.StatusCode, "bad-request", $"The body is not the JSON that is asked for (at {json.Path ?? "$"}). See /openapi/v1.json."),
            BadHttpRequestException bad => (bad.StatusCode, "bad-request", bad.Message),
            StoreUnavailableException { IsOutOfSpace: true } => (StatusCodes.Status507InsufficientStorage, "store-full", "The server's object store has no room left. Free some, then try again."),
            StoreUnavailableException => (StatusCodes.Status503ServiceUnavailable, "store-unavailable", "A store does not answer. Try again in a while."),
            _ when SilosUnknown.IsCauseOf(exception) => (StatusCodes.Status503ServiceUnavailable, "no-silo", "This gateway has just started and knows no silo yet. Try again in a while."),
            InconsistentStateException => (StatusCodes.Status503ServiceUnavailable, "timeout", Late),
            _ when SiloFaults.MayPass(exception) => (StatusCodes.Status503ServiceUnavailable, "timeout", Late),
            _ => (StatusCodes.Status500InternalServerError, "internal", "Something went wrong on the server; its log tells what. Try again in a while."),
        };

        var path = httpContext.Request.Path.Value is { Length: < 200 } asked && !asked.StartsWith("/media", StringComparison.Ordinal) ? asked : "/media";
        if (status == StatusCodes.Status503ServiceUnavailable)
        {
            httpContext.Response.Headers.RetryAfter = "5";
        }

        if (status >= 500 && (SiloFaults.MayPass(exception) || SilosUnknown.IsCauseOf(exception)))
        {
            // Comes in hundreds when silos are behind, and where it was thrown says nothing that its reason does not.
            LogPassing(httpContext.Request.Method, path, code, exception.Message);
        }
        else if (status >= 500)
        {
            LogFailed(exception, httpContext.Request.Method, path);
        }

        // What an endpoint had set until it failed is gone by now.
        if (httpContext.Request.Path.StartsWithSegments(TusProtocol.Root))
        {
            TusProtocol.AddVersion(httpContext.Response.Headers);
        }

        else if (httpContext.Request.Path.StartsWithSegments("/media"))
        {
            CorsHeaders.Add(httpContext.Response.Headers);
        }

        // Written whatever the client says that it accepts: an event stream's client, say, is told too.
        httpContext.Response.StatusCode = status;
        var problem = new ProblemDetails
        {
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
            Extensions = { ["code"] = code, ["traceId"] = Activity.Current?.Id ?? httpContext.TraceIdentifier },
        };
        await httpContext.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", cancellationToken);
        return true;
    }

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status400BadRequest,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Gone => StatusCodes.Status410Gone,
        ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorKind.LeaseLost => StatusCodes.Status423Locked,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorKind.OutOfSpace => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status500InternalServerError,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} is answered 503 ({Code}): {Reason}")]
    private partial void LogPassing(string method, string path, string code, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogFailed(Exception exception, string method, string path);
}
