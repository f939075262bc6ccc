using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace StreamVerse.Gateway.Web;

/// <summary>The built web page.</summary>
internal static class WebPage
{
    /// <summary>Only our own scripts and styles run; media comes through the page's own origin, or as blobs that the player makes.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; media-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    private const string Assets = "/assets";
    private const string Compressed = ".gz";

    private static readonly Dictionary<string, string> s_types = new(new FileExtensionContentTypeProvider().Mappings) { [Compressed] = "application/gzip" };

    public static void UseWebPage(this WebApplication app)
    {
        if (Files(app.Services) is { } files)
        {
            // The fallback below wants a path; "/" has none.
            app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
            app.Use((context, next) =>
            {
                PreferCompressed(context, files);
                return next(context);
            });
            app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Prepare, ContentTypeProvider = new FileExtensionContentTypeProvider(s_types) });
        }
    }

    public static void MapWebPage(this WebApplication app)
    {
        if (Files(app.Services) is { } files)
        {
            // The page routes by itself: whatever is no file and no API is the page.
            app.MapFallbackToFile("{*path:regex(^(?!v1/|media/|health/|admin/|openapi/).*$)}", "index.html", new StaticFileOptions { FileProvider = files, OnPrepareResponse = Prepare });
        }
        else
        {
            app.MapGet("/", () => Results.Problem("The web page is not built. Run 'npm ci && npm run build' in the folder web, then start again.", statusCode: StatusCodes.Status404NotFound)).ExcludeFromDescription();
        }
    }

    private static PhysicalFileProvider? Files(IServiceProvider services)
    {
        var root = services.GetRequiredService<IOptions<GatewayOptions>>().Value.WebRoot;
        return File.Exists(Path.Combine(root, "index.html")) ? new PhysicalFileProvider(root) : null;
    }

    /// <summary>The build has compressed scripts and styles already.</summary>
    private static void PreferCompressed(HttpContext context, PhysicalFileProvider files)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(Assets)
            && request.Headers.AcceptEncoding.Any(value => value?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true && !value.Contains("gzip;q=0", StringComparison.OrdinalIgnoreCase))
            && files.GetFileInfo(request.Path + Compressed).Exists)
        {
            request.Path += Compressed;
        }
    }

    private static void Prepare(StaticFileResponseContext context)
    {
        var headers = context.Context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // Built files have a digest in their names; the page that names them is always asked for.
        headers.CacheControl = context.File.Name.EndsWith(".html", StringComparison.Ordinal) ? "no-cache"
            : context.Context.Request.Path.StartsWithSegments(Assets) ? "public, max-age=31536000, immutable"
            : "public, max-age=3600";
        if (context.Context.Request.Path.StartsWithSegments(Assets))
        {
            headers.Vary = "Accept-Encoding";
            if (context.File.Name.EndsWith(Compressed, StringComparison.Ordinal))
            {
                headers.ContentEncoding = "gzip";
                headers.ContentType = context.File.Name.EndsWith(".js.gz", StringComparison.Ordinal) ? "text/javascript" : "text/css";
            }
        }
    }
}
