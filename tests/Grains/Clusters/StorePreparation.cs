using Microsoft.Extensions.Hosting;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Migrations;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Makes tables and buckets before the silo starts, as a host does.</summary>
internal sealed class StorePreparation(ISchemaMigrator migrator, IObjectStore objects) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await migrator.MigrateAsync(null, cancellationToken);
        await objects.EnsureReadyAsync(cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
