using System.Net;
using Orleans.Configuration;
using StreamVerse.Gateway;
using StreamVerse.Grains;
using StreamVerse.Grains.Administration;
using StreamVerse.Hosting;
using StreamVerse.Hosting.Settings;
using StreamVerse.Hosting.Telemetry;
using StreamVerse.Storage.Relational.Membership;
using StreamVerse.Worker;

namespace StreamVerse.Local;

/// <summary>Silo, worker and gateway in one process.</summary>
internal static class LocalApplication
{
    /// <summary>How long everything may take to end: running encodes are given back at once.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(15);

    /// <param name="settings">The command line.</param>
    /// <param name="endpoint">Where to listen, asked when it starts.</param>
    /// <param name="isSilent">Whether nothing is logged.</param>
    public static WebApplication Build(LocalSettings settings, Func<IPEndPoint> endpoint, bool isSilent = false)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });

        // Defaults of this host; what every program reads goes before them.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = Defaults(settings) });
        HostConfiguration.Apply(builder, []);
        builder.Services.AddReadableSettings();
        if (isSilent)
        {
            builder.Logging.ClearProviders();
        }

        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var listen = endpoint();
            kestrel.Listen(listen);
            kestrel.ListenForMetrics(listen.Address);
        });
        builder.AddStreamVerseTelemetry("local");

        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddStreamVerseGateway(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            silo.UseStreamVerseCluster(builder.Configuration);
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(30));
            silo.AddStreamVerseGrains(builder.Configuration);
            silo.AddQuietDashboard();
            if (OtlpAddress.IsConfigured(builder.Configuration))
            {
                silo.AddActivityPropagation();
            }
        });

        // After the silo, so that the grains are there when it starts and still there when it stops.
        builder.Services.AddStreamVerseWorker(builder.Configuration);
        if (settings.MakeDemo)
        {
            builder.Services.AddSingleton(settings);
            builder.Services.AddHostedService<DemoTitle>();
        }

        var app = builder.BuildWithSettings();
        app.UseStreamVerseMetrics(isPublic: false);
        app.UseStreamVerseGateway();
        return app;
    }

    private static Dictionary<string, string?> Defaults(LocalSettings settings)
    {
        var data = settings.DataPath;
        var defaults = new Dictionary<string, string?>
        {
            // A foreign name that leads here (DNS rebinding) would make any website's scripts as good as our own page's.
            ["AllowedHosts"] = "localhost;127.0.0.1;[::1]",
            ["StreamVerse:Relational:Provider"] = "sqlite",
            ["StreamVerse:Relational:Path"] = Path.Combine(data, "streamverse.db"),
            ["StreamVerse:Objects:Provider"] = "folder",
            ["StreamVerse:Objects:Folder:Path"] = Path.Combine(data, "objects"),
            ["StreamVerse:Worker:ScratchPath"] = Path.Combine(data, "scratch"),
            ["StreamVerse:Playback:Tokens:KeyFile"] = Path.Combine(data, "keys", "playback.json"),
        };
        if (settings.WebPath is { } web)
        {
            defaults["StreamVerse:Gateway:WebRoot"] = web;
        }

        return defaults;
    }
}
