using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>Lets silos find each other as they are configured to.</summary>
public static class RelationalMembershipExtensions
{
    private const string NpgsqlInvariant = "Npgsql";

    private static readonly TimeSpan IAmAliveInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a client may go on with silos that are gone, and without those that came; Orleans takes a minute.</summary>
    private static readonly TimeSpan GatewayListRefresh = TimeSpan.FromSeconds(2);

    /// <summary>Joins the cluster of section <see cref="ClusterOptions.Section"/>. Needs <c>AddRelationalStore</c>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static ISiloBuilder UseStreamVerseCluster(this ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(configuration);
        AddOptions(silo.Services, configuration);
        var cluster = Read(configuration);
        if (cluster.Membership == MembershipProvider.Localhost)
        {
            return silo.UseLonelySilo(cluster);
        }

        silo.Services.AddSingleton<ClusterIdCheck>();
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, PredecessorEviction>();
        silo.Configure<Orleans.Configuration.ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster.ClusterId);
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = cluster.ProbeTimeout;
            options.NumMissedProbesLimit = cluster.MissedProbes;
            options.NumVotesForDeathDeclaration = cluster.DeathVotes;

            // After all silos died at once, those that come back wait for every row that looks alive: for three of these.
            options.IAmAliveTablePublishTimeout = IAmAliveInterval;

            // A silo that hears nothing of its only neighbour takes itself for ill, and would wait three times as long for it.
            options.ExtendProbeTimeoutDuringDegradation = false;
        });
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = cluster.CallTimeout);
        silo.ConfigureEndpoints(IPAddress.Parse(cluster.AdvertisedAddress), PortOf(cluster), cluster.GatewayPort);
        return silo.UseAdoNetClustering(options =>
        {
            options.Invariant = NpgsqlInvariant;
            options.ConnectionString = ConnectionString(configuration);
        });
    }

    /// <summary>Makes the silo a cluster of its own, which nobody joins.</summary>
    /// <param name="silo">The silo.</param>
    public static ISiloBuilder UseLonelySilo(this ISiloBuilder silo) => silo.UseLonelySilo(new ClusterOptions());

    /// <summary>Makes a client find the silos of the cluster of section <see cref="ClusterOptions.Section"/>, and wait for them as long as it takes.</summary>
    /// <param name="client">The client.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static IClientBuilder UseStreamVerseCluster(this IClientBuilder client, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(configuration);
        AddOptions(client.Services, configuration);
        client.Services.AddOptions<RelationalOptions>().Bind(configuration.GetSection(RelationalOptions.Section)).ValidateOnStart();
        client.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RelationalOptions>, RelationalOptionsValidator>());
        client.Services.AddStoreHealth();
        client.Services.AddSingleton<MembershipDatabase>();
        client.Services.AddSingleton<IClientConnectionRetryFilter, PatientConnection>();
        client.Services.AddHostedService<MembershipWatch>();
        client.Services.AddSingleton<LostSilos>();
        client.Services.AddOptions<ClientConnectionOptions>().Configure<LostSilos>(static (options, lost) => options.ConfigureConnection(connection => connection.Use(lost.Watch)));
        var cluster = Read(configuration);
        client.Configure<Orleans.Configuration.ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster.ClusterId);
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = cluster.ClientCallTimeout);
        client.Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayListRefresh);
        return client.UseAdoNetClustering(options =>
        {
            options.Invariant = NpgsqlInvariant;
            options.ConnectionString = ConnectionString(configuration);
        });
    }

    private static ISiloBuilder UseLonelySilo(this ISiloBuilder silo, ClusterOptions cluster) =>
        silo.UseLocalhostClustering(PortOf(cluster), cluster.GatewayPort, serviceId: cluster.ClusterId, clusterId: cluster.ClusterId);

    private static void AddOptions(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ClusterOptions>().Bind(configuration.GetSection(ClusterOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>());
    }

    /// <summary>What cannot be read is told of when the host looks at its options, together with all else that is wrong.</summary>
    private static ClusterOptions Read(IConfiguration configuration)
    {
        try
        {
            var cluster = configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
            return IPAddress.TryParse(cluster.AdvertisedAddress, out _) ? cluster : new ClusterOptions();
        }
        catch (InvalidOperationException)
        {
            return new ClusterOptions();
        }
    }

    private static string? ConnectionString(IConfiguration configuration) => configuration[$"{RelationalOptions.Section}:{nameof(RelationalOptions.ConnectionString)}"];

    private static int PortOf(ClusterOptions cluster) => cluster.SiloPort > 0 ? cluster.SiloPort : FreePort();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
