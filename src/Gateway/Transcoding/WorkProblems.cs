using Microsoft.AspNetCore.Http;

namespace StreamVerse.Gateway.Transcoding;

/// <summary>RFC 9457 problems of the work queue.</summary>
internal static class WorkProblems
{
    public static IResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>The store has neither URLs nor forms.</summary>
    public static IResult NoUrls() => Of(StatusCodes.Status503ServiceUnavailable, "objects-without-urls", "The object store of this gateway is a folder, which has no URLs. Workers of their own need StreamVerse:Objects:Provider to be 's3'.");

    /// <summary>The worker would store by ways that this gateway does not offer any more. 503, so that it waits and loses nothing.</summary>
    public static IResult WorkerOutdated() => Of(StatusCodes.Status503ServiceUnavailable, "worker-outdated", "This worker is of an older version, which stores results in a way that gateways have given up. Upgrade it; its items wait.");

    /// <summary>The lease is not held any more, or never was by this worker.</summary>
    public static IResult LeaseLost() => Of(StatusCodes.Status409Conflict, "lease-lost", "The lease is not held by this worker. Stop the work; its results do not count.");
}
