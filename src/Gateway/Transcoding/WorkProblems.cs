using Microsoft.AspNetCore.Http;

namespace StreamVerse.Gateway.Transcoding;

/// <summary>RFC 9457 problems of the work queue.</summary>
internal static class WorkProblems
{
    public static IResult Of(int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code });

    /// <summary>The lease is not held any more, or never was by this worker.</summary>
    public static IResult LeaseLost() => Of(StatusCodes.Status409Conflict, "lease-lost", "The lease is not held by this worker. Stop the work; its results do not count.");
}
