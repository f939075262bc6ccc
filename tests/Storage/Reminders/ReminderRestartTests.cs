using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.GrainStorage;
using StreamVerse.Storage.Relational.Reminders;
using StreamVerse.Storage.Tests.Relational;
using StreamVerse.Storage.Tests.Relational.Sqlite;

namespace StreamVerse.Storage.Tests.Reminders;

public sealed class ReminderRestartTests
{
    [Fact]
    public async Task Reminder_SiloRestarts_TicksInTheNextSilo()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using SqliteBackend backend = new();
        await using (RelationalHost host = new(backend.Settings))
        {
            await host.Migrator.MigrateAsync(null, cancellation);
        }

        var key = Guid.NewGuid();
        await using (var first = await StartAsync(backend, new ReminderSignal()))
        {
            var grain = first.Client.GetGrain<IReminded>(key);
            await grain.RemindAsync();
            Assert.Equal(["", "wake"], await grain.RememberAsync("first life"));
        }

        ReminderSignal signal = new();
        await using var second = await StartAsync(backend, signal);
        Assert.Equal(key, await signal.Ticked.Task.WaitAsync(TimeSpan.FromMinutes(2), cancellation));
        Assert.Equal(["first life", "wake"], await second.Client.GetGrain<IReminded>(key).RememberAsync("second life"));
    }

    private static async Task<InProcessTestCluster> StartAsync(SqliteBackend backend, ReminderSignal signal)
    {
        InProcessTestClusterBuilder builder = new(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(signal);
            silo.Services.AddRelationalStore(new ConfigurationBuilder().AddInMemoryCollection(backend.Settings).Build());
            silo.Services.AddGrainBlob<BlobRow>();
            silo.AddRelationalGrainStorage();
            silo.AddRelationalReminders();
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromSeconds(1));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return cluster;
    }
}
