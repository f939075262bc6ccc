using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StreamVerse.Encoding;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Hosting.Health;
using StreamVerse.Storage;
using StreamVerse.Storage.Clocks;
using StreamVerse.Storage.Health;
using StreamVerse.Worker.Health;
using StreamVerse.Worker.Objects;
using StreamVerse.Worker.Queue;
using StreamVerse.Worker.Remote;
using StreamVerse.Worker.Slots;
using StreamVerse.Worker.Sources;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker;

/// <summary>Registers a worker: encoder grains and what they work with.</summary>
public static class WorkerRegistration
{
    /// <summary>A worker among others leaves work to those with room.</summary>
    private const long MinFreeScratchBytes = 2_000_000_000;

    /// <summary>So that a balancer's new addresses are learnt.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Adds encoder grains to this silo, leasing work from the cluster that it belongs to.</summary>
    /// <param name="services">The host's services; an object store must be among them.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IServiceCollection AddStreamVerseWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IWorkQueue, GrainWorkQueue>();
        services.AddSingleton<IWorkObjects, StoreWorkObjects>();
        services.AddSingleton(new OutageSymptom(static exception => exception is DomainException { IsOfStore: true }));
        return services.AddEncoding(configuration);
    }

    /// <summary>Adds encoder grains to this silo, leasing work over HTTPS from a cluster that it does not belong to.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IServiceCollection AddStreamVerseRemoteWorker(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RemoteQueueOptions>().BindConfiguration(RemoteQueueOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RemoteQueueOptions>, RemoteQueueOptionsValidator>();

        // Before the configuration is bound, which may say otherwise.
        services.Configure<WorkerOptions>(static options => options.MinFreeScratchBytes = MinFreeScratchBytes);
        services.AddStoreHealth();
        services.TryAddSingleton<ClockSkew>();

        // Both are given up by their callers, who know how long each call may take.
        services.AddHttpClient<GatewayClient>(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler { PooledConnectionLifetime = ConnectionLifetime, ConnectTimeout = ConnectTimeout });
        services.AddHttpClient(PresignedWorkObjects.StoreClient, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<WorkerCredential>();
        services.AddSingleton<QueueContact>();
        services.AddSingleton<IStoreHealth, WorkQueueHealth>();
        services.AddSingleton<IWorkQueue, HttpWorkQueue>();
        services.AddSingleton<IWorkObjects, PresignedWorkObjects>();

        // Readiness is that of the whole program, so only a worker that is one of its own has it.
        services.AddSingleton<IWorkerPart>(static services => services.GetRequiredService<QueueContact>());
        services.AddSingleton<IWorkerPart>(static services => services.GetRequiredService<ProvenEncoders>());
        services.AddSingleton<IWorkerPart>(static services => services.GetRequiredService<ScratchRoom>());
        services.AddSingleton<WorkerReadiness>();
        services.AddSingleton<IReadinessCheck>(static services => services.GetRequiredService<WorkerReadiness>());
        return services.AddEncoding(configuration);
    }

    private static IServiceCollection AddEncoding(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddStreamVerseEncoding(configuration);
        services.AddOptions<WorkerOptions>().BindConfiguration(WorkerOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkerOptions>, WorkerOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Scratch>();
        services.AddMetrics();
        services.AddSingleton<WorkerMetrics>();
        services.AddSingleton<SourceCache>();
        services.AddSingleton<SourceFiles>();
        services.AddSingleton<ScratchRoom>();
        services.AddSingleton<KeptProofs>();
        services.AddSingleton<ProvenEncoders>();
        services.AddSingleton<MemoryBudget>();
        services.AddSingleton<WorkExecutor>();
        services.AddSingleton<IWorkHandler<InspectWork>, InspectHandler>();
        services.AddSingleton<IWorkHandler<VideoChunkWork>, VideoChunkHandler>();
        services.AddSingleton<IWorkHandler<AudioWork>, AudioHandler>();
        services.AddSingleton<IWorkHandler<SubtitleWork>, SubtitleHandler>();
        services.AddSingleton<IWorkHandler<TrackInspectWork>, TrackInspectHandler>();
        services.AddSingleton<IWorkHandler<TrackAudioWork>, AudioHandler>();
        services.AddSingleton<IWorkHandler<TrackSubtitleWork>, SubtitleHandler>();
        services.AddTransient<EncodingSlot>();
        services.AddHostedService<WorkerService>();
        return services;
    }
}
