using StreamVerse.Grains;
using StreamVerse.Grains.Administration;
using StreamVerse.Hosting;
using StreamVerse.Hosting.Health;
using StreamVerse.Hosting.Ports;
using StreamVerse.Hosting.Telemetry;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Silo;

/// <summary>A silo of the control cluster: grains, and health over HTTP.</summary>
internal static class SiloHost
{
    private const int DefaultPort = 8081;

    public static HostDefinition Definition { get; } = new("silo", "A silo of StreamVerse's control cluster. It finds the others in the relational store.", DefaultPort, Configure, Use) { Ports = SiloPorts.Of };

    private static void Configure(WebApplicationBuilder builder)
    {
        // Before the configuration is bound, which may say otherwise.
        builder.Services.Configure<RelationalOptions>(static relational => relational.MigrateAtStart = false);
        builder.UseOrleans(silo =>
        {
            silo.UseStreamVerseCluster(builder.Configuration);
            silo.AddStreamVerseGrains(builder.Configuration);
            silo.AddQuietDashboard();
            if (OtlpAddress.IsConfigured(builder.Configuration))
            {
                silo.AddActivityPropagation();
            }
        });
        builder.Services.AddStoresCheck();
    }

    private static void Use(WebApplication app) => app.MapHealth();
}
