using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Timers;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Administration;

/// <summary>A cluster in which no reminder ever comes, and uploads expire soon.</summary>
public sealed class SilentReminderSource : SqliteClusterSource
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["StreamVerse:Catalog:UploadLifetime"] = "00:00:05" };

    protected override void Configure(ISiloBuilder silo) => silo.Services.Replace(ServiceDescriptor.Singleton<IReminderRegistry, SilentReminders>());
}
