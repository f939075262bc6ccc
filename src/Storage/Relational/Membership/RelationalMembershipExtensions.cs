using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>Lets silos find each other as they are configured to.</summary>
public static class RelationalMembershipExtensions
{
    private const string NpgsqlInvariant = "Npgsql";

    /// <summary>Joins the cluster of section <see cref="ClusterOptions.Section"/>. Needs <c>AddRelationalStore</c>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configuration">The host's configuration.</param>
    public static ISiloBuilder UseStreamVerseCluster(this ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(configuration);
        silo.Services.AddOptions<ClusterOptions>().Bind(configuration.GetSection(ClusterOptions.Section)).ValidateOnStart();
        silo.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterOptions>, ClusterOptionsValidator>());

        var cluster = configuration.GetSection(ClusterOptions.Section).Get<ClusterOptions>() ?? new ClusterOptions();
        var siloPort = cluster.SiloPort > 0 ? cluster.SiloPort : FreePort();
        if (cluster.Membership == MembershipProvider.Localhost)
        {
            return silo.UseLocalhostClustering(siloPort, cluster.GatewayPort, serviceId: cluster.ClusterId, clusterId: cluster.ClusterId);
        }

        silo.Configure<Orleans.Configuration.ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster.ClusterId);
        silo.ConfigureEndpoints(IPAddress.Parse(cluster.AdvertisedAddress), siloPort, cluster.GatewayPort);
        return silo.UseAdoNetClustering(options =>
        {
            options.Invariant = NpgsqlInvariant;
            options.ConnectionString = configuration[$"{RelationalOptions.Section}:{nameof(RelationalOptions.ConnectionString)}"];
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
