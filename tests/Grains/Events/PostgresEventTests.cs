namespace StreamVerse.Grains.Tests.Events;

public sealed class PostgresEventTests(PostgresProbeSource clusters) : EventContract(clusters, clusters.Probes), IClassFixture<PostgresProbeSource>;
