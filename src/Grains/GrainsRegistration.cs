using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Serialization;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Serialization;
using StreamVerse.Grains.Administration;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Errors;
using StreamVerse.Grains.Events;
using StreamVerse.Grains.Playback;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Storage.Clocks;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.GrainStorage;
using StreamVerse.Storage.Relational.Reminders;

namespace StreamVerse.Grains;

/// <summary>Registers the grains and their stores.</summary>
public static class GrainsRegistration
{
    /// <summary>Makes this silo carry StreamVerse's control grains.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static ISiloBuilder AddStreamVerseGrains(this ISiloBuilder silo, IConfiguration configuration)
    {
        var services = silo.Services;
        services.TryAddSingleton(TimeProvider.System);

        // Orleans notes for each activation when it may go. On a clock that was set back by more than an activation's age it
        // refuses every new activation, until the clock is again as late as it was.
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.ActivationManagement, static (all, _) => new SteadyClock(all.GetRequiredService<TimeProvider>()));
        services.AddRelationalStore(configuration);
        services.AddObjectStore(configuration);
        services.AddSingleton(new OutageSymptom(static exception => exception is DomainException { IsOfStore: true }));
        services.AddGrainTable<TitleTable>();
        services.AddGrainTable<BulkEncodeTable>();
        services.AddGrainTable<TenantPolicyTable>();
        services.AddGrainTable<UploadTable>();
        services.AddGrainTable<JobTable>();
        services.AddGrainTable<SessionTable>();
        services.AddMetrics();
        services.AddSingleton<CatalogMetrics>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ClusterMetrics>();
        services.AddSingleton<Janitor>();
        services.AddSingleton<PlayableVersions>();
        services.AddSerializer(serializer => serializer.AddMediaMessages());

        services.AddOptions<CatalogOptions>().BindConfiguration(CatalogOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CatalogOptions>, CatalogOptionsValidator>();
        services.AddOptions<TranscodingOptions>().BindConfiguration(TranscodingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TranscodingOptions>, TranscodingOptionsValidator>();
        services.AddOptions<PlaybackOptions>().BindConfiguration(PlaybackOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PlaybackOptions>, PlaybackOptionsValidator>();
        services.AddOptions<JanitorOptions>().BindConfiguration(JanitorOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<JanitorOptions>, JanitorOptionsValidator>();

        silo.AddIncomingGrainCallFilter<StoreErrorFilter>();
        silo.AddRelationalGrainStorage();
        silo.AddRelationalReminders();
        silo.AddEvents();
        services.AddHostedService<SweeperService>();
        services.TryAddSingleton<ClockSkew>();
        services.AddHostedService<ClockWatch>();
        return silo;
    }
}
