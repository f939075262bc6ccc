using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using StreamVerse.Gateway.Administration;
using StreamVerse.Gateway.Catalog;
using StreamVerse.Gateway.Errors;
using StreamVerse.Hosting.Health;
using StreamVerse.Gateway.Playback;
using StreamVerse.Gateway.Transcoding;
using StreamVerse.Gateway.Uploads;
using StreamVerse.Gateway.Web;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage.Cache;
using StreamVerse.Storage.Health;

namespace StreamVerse.Gateway;

/// <summary>Registers the gateway: the API, media and the web page over HTTP.</summary>
public static class GatewayRegistration
{
    /// <summary>Adds what the gateway works with; an object store and a grain factory must be among the services.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IServiceCollection AddStreamVerseGateway(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddOptions<PlaybackKeyOptions>().BindConfiguration(PlaybackKeyOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PlaybackKeyOptions>, PlaybackKeyOptionsValidator>();

        services.AddOptions<AdminOptions>().BindConfiguration(AdminOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AdminOptions>, AdminOptionsValidator>();

        services.AddMetrics();
        services.AddSingleton<GatewayMetrics>();
        services.AddOptions<WorkerCredentialOptions>().BindConfiguration(WorkerCredentialOptions.Section);
        services.AddSingleton<WorkerCredentials>();

        services.AddSingleton<TitleChanges>();
        services.AddSingleton<TitleFeeds>();
        services.AddSingleton<SeenTitles>();
        services.AddSingleton<ActiveUploads>();
        services.AddSingleton<UploadSlots>();
        services.AddSingleton<UploadReceiver>();
        services.AddSingleton<PlaybackTokens>();
        services.AddCache(configuration);
        services.AddSingleton<SharedPresentations>();
        services.AddSingleton<PresentationCache>();
        services.AddSingleton<ObjectResponder>();
        services.AddStoresCheck();
        services.AddSingleton(new OutageSymptom(static exception => exception is DomainException { IsOfStore: true }));

        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new IdJsonConverter()));

        // A request that cannot be read is told why, also in production.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>Lets the host answer requests as the gateway.</summary>
    /// <param name="app">The host.</param>
    public static WebApplication UseStreamVerseGateway(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseMiddleware<MediaMiddleware>();
        app.UseMiddleware<RequestMetrics>();
        app.UseStatusCodePages();
        app.UseWhen(static context => AdminGuard.Guards(context.Request.Path), static admin => admin.UseMiddleware<AdminGuard>());
        app.UseWebPage();
        app.UseRouting();

        app.MapOpenApi("/openapi/v1.json");
        app.MapHealth();
        app.MapUploads();
        app.MapTitles();
        app.MapActivity();
        app.MapSessions();
        app.MapWork();
        app.MapAdministration();
        app.MapBulkEncodes();
        app.MapTenantPolicies();
        app.MapOrleansDashboard($"{AdminGuard.Root}/cluster");
        app.MapWebPage();
        return app;
    }
}
