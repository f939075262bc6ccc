using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using StreamVerse.Hosting;

namespace StreamVerse.Gateway.Administration;

/// <summary>Lets nobody but SREs see what lies under <c>/admin</c> and <c>/v1/admin</c>.</summary>
internal sealed class AdminGuard(RequestDelegate next, IOptions<AdminOptions> options)
{
    public const string Root = "/admin";
    public const string ApiRoot = "/v1/admin";

    private const string Basic = "Basic ";
    private const string Bearer = "Bearer ";

    private readonly byte[]? _token = options.Value.Token is { } token ? Digest(token) : null;

    /// <summary>Whether a path is one of those that it guards.</summary>
    public static bool Guards(PathString path) => path.StartsWithSegments(Root) || path.StartsWithSegments(ApiRoot);

    public Task InvokeAsync(HttpContext context)
    {
        if (_token is null)
        {
            return ThisMachine.Sent(context)
                ? next(context)
                : RefuseAsync(context, StatusCodes.Status403Forbidden, "admin-local", $"Only the machine itself may look here until {AdminOptions.Section}:{nameof(AdminOptions.Token)} is set.");
        }

        if (PresentedToken(context.Request.Headers.Authorization.ToString()) is { } presented && CryptographicOperations.FixedTimeEquals(Digest(presented), _token))
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"StreamVerse administration\", charset=\"UTF-8\"";
        return RefuseAsync(context, StatusCodes.Status401Unauthorized, "admin-token", $"This needs the administration token ({AdminOptions.Section}:{nameof(AdminOptions.Token)}): as a password with any user name, or as a Bearer token.");
    }

    private static string? PresentedToken(string authorization)
    {
        if (authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return authorization[Bearer.Length..].Trim();
        }

        if (!authorization.StartsWith(Basic, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[512];
        return Convert.TryFromBase64String(authorization[Basic.Length..].Trim(), bytes, out var length) && bytes[..length].IndexOf((byte)':') is >= 0 and var colon
            ? Encoding.UTF8.GetString(bytes[(colon + 1)..length])
            : null;
    }

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static Task RefuseAsync(HttpContext context, int status, string code, string detail) =>
        TypedResults.Problem(detail, statusCode: status, extensions: new Dictionary<string, object?> { ["code"] = code }).ExecuteAsync(context);
}
