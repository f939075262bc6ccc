using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Hosting.Ports;

/// <summary>Where a silo listens for others: for silos, and for Orleans clients.</summary>
public static class SiloPorts
{
    private const string AddressSetting = $"{ClusterOptions.Section}:{nameof(ClusterOptions.AdvertisedAddress)}";

    /// <summary>The ports that the settings name; those that are chosen at the start are free.</summary>
    /// <param name="services">The host's services, with the options of <c>UseStreamVerseCluster</c>.</param>
    public static IEnumerable<ListenPort> Of(IServiceProvider services)
    {
        var cluster = services.GetRequiredService<IOptions<ClusterOptions>>().Value;

        // A silo alone is reached by this machine only, whatever it advertises.
        var isAlone = cluster.Membership == MembershipProvider.Localhost;
        var address = isAlone ? IPAddress.Loopback : IPAddress.Parse(cluster.AdvertisedAddress);
        var addressSetting = isAlone ? null : AddressSetting;
        yield return new ListenPort($"{ClusterOptions.Section}:{nameof(ClusterOptions.SiloPort)}", new IPEndPoint(address, cluster.SiloPort)) { AddressSetting = addressSetting };
        if (cluster.GatewayPort > 0)
        {
            yield return new ListenPort($"{ClusterOptions.Section}:{nameof(ClusterOptions.GatewayPort)}", new IPEndPoint(address, cluster.GatewayPort))
            {
                AddressSetting = addressSetting,
                ZeroMeans = "0: no clients come",
            };
        }
    }
}
