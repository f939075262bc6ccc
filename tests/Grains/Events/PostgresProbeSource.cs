using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Events;

public sealed class PostgresProbeSource : PostgresClusterSource
{
    public Probes Probes { get; } = new();

    protected override IReadOnlyDictionary<string, string?>? Settings => ProbeSettings.Settings;

    protected override void Configure(ISiloBuilder silo) => silo.AddProbes(Probes);
}
