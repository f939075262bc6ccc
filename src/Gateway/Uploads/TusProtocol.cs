using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace StreamVerse.Gateway.Uploads;

/// <summary>Headers of the tus resumable upload protocol 1.0.0 (tus.io/protocols/resumable-upload).</summary>
internal static class TusProtocol
{
    public const string Root = "/v1/uploads";
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,checksum,expiration,termination";
    public const string ContentType = "application/offset+octet-stream";

    /// <summary>The status that the checksum extension defines.</summary>
    public const int ChecksumMismatch = 460;

    public const string Resumable = "Tus-Resumable";
    public const string Offset = "Upload-Offset";
    public const string Length = "Upload-Length";
    public const string DeferLength = "Upload-Defer-Length";
    public const string Metadata = "Upload-Metadata";
    public const string Checksum = "Upload-Checksum";
    public const string Expires = "Upload-Expires";

    /// <summary>Every request but OPTIONS must name the protocol version.</summary>
    public static void RequireVersion(HttpContext context)
    {
        context.Response.Headers[Resumable] = Version;
        if (context.Request.Headers[Resumable] != Version)
        {
            throw new TusException(StatusCodes.Status412PreconditionFailed, "tus-version", $"This server speaks tus {Version}: send the header {Resumable}: {Version}.");
        }
    }

    /// <summary>Every answer names the version it is in, and a refusal those that are known.</summary>
    public static void AddVersion(IHeaderDictionary headers)
    {
        headers[Resumable] = Version;
        headers["Tus-Version"] = Version;
    }

    public static long RequireNumber(HttpRequest request, string header)
    {
        var text = request.Headers[header].ToString();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new TusException(StatusCodes.Status400BadRequest, "tus-header", $"The header {header} must be a whole number, 0 or more.");
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
