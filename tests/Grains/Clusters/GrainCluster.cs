using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.TestingHost;
using StreamVerse.Grains.Abstractions.Serialization;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Outbox;
using StreamVerse.Storage.Relational.Queries;
using StreamVerse.Testing;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Some silos with all of StreamVerse's control grains, on real stores.</summary>
public sealed class GrainCluster : IAsyncDisposable
{
    private readonly TempFolder _folder;

    private GrainCluster(TempFolder folder, InProcessTestCluster silos, LeapingClock clock, Faults faults, Complaints complaints) =>
        (_folder, Silos, Clock, Faults, Complaints) = (folder, silos, clock, faults, complaints);

    public InProcessTestCluster Silos { get; }

    internal LeapingClock Clock { get; }

    internal Faults Faults { get; }

    internal Complaints Complaints { get; }

    public IGrainFactory Grains => Silos.Client;

    public IObjectStore Objects => Services.GetRequiredService<IObjectStore>();

    public IRowQueries Rows => Services.GetRequiredService<IRowQueries>();

    public IOutbox Outbox => Services.GetRequiredService<IOutbox>();

    private IServiceProvider Services => Silos.GetActiveSilos().First().ServiceProvider;

    /// <summary>Starts a cluster.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="relational">Settings of the relational store; null for a SQLite file of its own.</param>
    /// <param name="settings">Further settings.</param>
    /// <param name="configure">Adds to each silo what the tests need.</param>
    /// <param name="configureClient">Adds to the client what the tests need.</param>
    public static async Task<GrainCluster> StartAsync(
        short silos,
        IReadOnlyDictionary<string, string?>? relational = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<ISiloBuilder>? configure = null,
        Action<IClientBuilder>? configureClient = null)
    {
        TempFolder folder = new();
        Dictionary<string, string?> all = new()
        {
            ["StreamVerse:Relational:Provider"] = "sqlite",
            ["StreamVerse:Relational:Path"] = folder.File("grains.db"),
            ["StreamVerse:Objects:Provider"] = "folder",
            ["StreamVerse:Objects:Folder:Path"] = folder.File("objects"),
            ["StreamVerse:Objects:Folder:SyncToDisk"] = "false",
        };
        foreach (var (key, value) in (relational ?? new Dictionary<string, string?>()).Concat(settings ?? new Dictionary<string, string?>()))
        {
            all[key] = value;
        }

        LeapingClock clock = new();
        Faults faults = new();
        Complaints complaints = new();
        InProcessTestClusterBuilder builder = new(silos);
        builder.ConfigureSiloHost((_, host) => host.Configuration.AddInMemoryCollection(all));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);

            // Orleans itself goes by the true time: to it, a leap is a silo that did not answer for so long.
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<ILoggerProvider>(complaints);
            silo.AddStreamVerseGrains(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
            silo.Services.AddFaults(faults);
            silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(20));
            silo.Services.AddHostedService<StorePreparation>();
            configure?.Invoke(silo);
        });
        builder.ConfigureClient(client =>
        {
            client.Services.AddSerializer(serializer => serializer.AddMediaMessages());
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(20));
            configureClient?.Invoke(client);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return new GrainCluster(folder, cluster, clock, faults, complaints);
    }

    /// <summary>
    /// Where a grain is active; null where it is not. The silos tell, each what it has: the directory answers from a cache,
    /// which on a silo that nobody calls the grain from is not told that the grain has gone.
    /// </summary>
    public async Task<SiloAddress?> SiloOfAsync(IAddressable grain) =>
        (await Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics()).FirstOrDefault(active => active.GrainId == grain.GetGrainId())?.SiloAddress;

    /// <summary>Kills the silo that a grain lives on: nothing of it is shut down in order.</summary>
    public async Task KillSiloOfAsync(IAddressable grain)
    {
        var address = await SiloOfAsync(grain) ?? throw new InvalidOperationException("The grain is not active.");
        await Silos.KillSiloAsync(Silos.GetSiloForAddress(address)!);
    }

    public async ValueTask DisposeAsync()
    {
        await Silos.DisposeAsync();
        _folder.Dispose();
    }
}
