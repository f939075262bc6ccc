using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Serialization;
using StreamVerse.Grains.Abstractions.Serialization;
using StreamVerse.Hosting;
using StreamVerse.Hosting.Health;
using StreamVerse.Storage.Relational.Membership;
using StreamVerse.Worker.Health;

namespace StreamVerse.Worker.Hosting;

/// <summary>
/// A worker as a program of its own: a silo that is a cluster by itself, so that it may die at any moment without a grain
/// of the control cluster noticing. All it needs is a way out to a gateway and to the object store.
/// </summary>
internal static class WorkerHost
{
    private const int DefaultPort = 8082;

    public static HostDefinition Definition { get; } = new("worker", "A worker of StreamVerse: it leases chunks from a gateway over HTTPS, encodes them, and stores them by presigned URLs.", DefaultPort, Configure, Use);

    private static void Configure(WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            silo.UseLonelySilo();
            silo.Services.AddSerializer(static serializer => serializer.AddMediaMessages());
        });

        // After the silo, so that it is there when the slots start and still there when they stop.
        builder.Services.AddStreamVerseRemoteWorker(builder.Configuration);
    }

    private static void Use(WebApplication app)
    {
        // Made now and not when somebody asks: its metric is there from the start, and a scratch folder that is of no use ends the program with a line that says so.
        app.Services.GetRequiredService<WorkerReadiness>();
        app.MapHealth();
    }
}
