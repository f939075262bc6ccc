using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using StreamVerse.Grains.Abstractions.Serialization;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Bench.Clusters;

/// <summary>An Orleans client with the settings of a gateway but for its patience, as a driver does not repeat calls; nothing else of a gateway's.</summary>
internal sealed class GrainClient : IAsyncDisposable
{
    private const string Patience = "00:00:30";

    private readonly IHost _host;

    private GrainClient(IHost host) => _host = host;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    /// <param name="connectionString">The database that has the silos' membership.</param>
    /// <param name="clusterId">The cluster; <see langword="null"/> for the usual one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<GrainClient> ConnectAsync(string connectionString, string? clusterId, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Configuration[$"{RelationalOptions.Section}:{nameof(RelationalOptions.Provider)}"] = nameof(RelationalProvider.Postgres);
        builder.Configuration[$"{RelationalOptions.Section}:{nameof(RelationalOptions.ConnectionString)}"] = connectionString;
        builder.Configuration[$"{ClusterOptions.Section}:{nameof(ClusterOptions.Membership)}"] = nameof(MembershipProvider.Relational);
        builder.Configuration[$"{ClusterOptions.Section}:{nameof(ClusterOptions.ClientCallTimeout)}"] = Patience;
        if (clusterId is not null)
        {
            builder.Configuration[$"{ClusterOptions.Section}:{nameof(ClusterOptions.ClusterId)}"] = clusterId;
        }

        builder.UseOrleansClient(client =>
        {
            client.UseStreamVerseCluster(builder.Configuration);
            client.Services.AddSerializer(static serializer => serializer.AddMediaMessages());
        });
        var client = new GrainClient(builder.Build());
        try
        {
            await client._host.StartAsync(cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
