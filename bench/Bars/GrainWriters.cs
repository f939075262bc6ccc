using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Storage;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.GrainStorage;
using StreamVerse.Storage.Relational.Migrations;

namespace StreamVerse.Bench.Bars;

/// <summary>Writes states through the grain storage that silos use.</summary>
internal sealed class GrainWriters : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IGrainStorage _storage;
    private readonly List<(GrainId Id, GrainState<BenchTitle> State)> _grains;

    private GrainWriters(IHost host, int writers)
    {
        _host = host;
        _storage = host.Services.GetRequiredKeyedService<IGrainStorage>(RelationalGrainStorageExtensions.ProviderName);
        _grains = [.. Enumerable.Range(0, writers).Select(_ => (GrainId.Create("title", Guid.NewGuid().ToString("N")), new GrainState<BenchTitle>(new BenchTitle())))];
    }

    /// <summary>Migrates the database and writes each writer's row once.</summary>
    public static async Task<GrainWriters> CreateAsync(string connectionString, int writers, CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration["StreamVerse:Relational:Provider"] = "postgres";
        builder.Configuration["StreamVerse:Relational:ConnectionString"] = connectionString;
        builder.Services.AddRelationalStore(builder.Configuration);
        builder.Services.AddGrainTable<BenchTitleTable>();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering();
            silo.AddRelationalGrainStorage();
            silo.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = "bench");
        });

        // The silo is never started: grains would only add their own calls to both sides.
        var host = builder.Build();
        await host.Services.GetRequiredService<ISchemaMigrator>().MigrateAsync(progress: null, cancellationToken);
        var grains = new GrainWriters(host, writers);
        foreach (var (id, state) in grains._grains)
        {
            await grains._storage.WriteStateAsync("state", id, state);
        }

        return grains;
    }

    /// <summary>The rows' ids.</summary>
    public IEnumerable<string> RowIds => _grains.Select(grain => grain.Id.Key.ToString()!);

    /// <summary>Writes one row once more.</summary>
    public Task WriteAsync(int writer)
    {
        var (id, state) = _grains[writer];
        state.State!.Progress += 0.001;
        return _storage.WriteStateAsync("state", id, state);
    }

    public async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
