using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;
using Orleans.Serialization;
using StreamVerse.Grains.Abstractions.Serialization;
using StreamVerse.Hosting;
using StreamVerse.Hosting.Health;
using StreamVerse.Hosting.Telemetry;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Gateway.Hosting;

/// <summary>A gateway as a program of its own: a client of the control cluster. Any number of them serve side by side.</summary>
internal static class GatewayHost
{
    private const int DefaultPort = 8080;

    public static HostDefinition Definition { get; } = new("gateway", "A gateway of StreamVerse: the API, media and the web page over HTTP, in front of a cluster of silos.", DefaultPort, Configure, Use) { IsPublic = true };

    private static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddStreamVerseGateway(builder.Configuration);
        builder.Services.AddObjectStore(builder.Configuration);
        builder.Services.AddSingleton<IReadinessCheck, ClusterCheck>();
        builder.UseOrleansClient(client =>
        {
            client.UseStreamVerseCluster(builder.Configuration);
            client.Services.AddSerializer(static serializer => serializer.AddMediaMessages());
            client.AddOutgoingGrainCallFilter<RetryFilter>();
            client.AddDashboard();
            if (OtlpAddress.IsConfigured(builder.Configuration))
            {
                client.AddActivityPropagation();
            }
        });

        // A gateway answers, and serves the media that it knows, while there is no cluster yet.
        builder.Services.Configure<HostOptions>(static host => host.ServicesStartConcurrently = true);
    }

    private static void Use(WebApplication app) => app.UseStreamVerseGateway();
}
