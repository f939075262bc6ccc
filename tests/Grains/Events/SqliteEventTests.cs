namespace StreamVerse.Grains.Tests.Events;

public sealed class SqliteEventTests(SqliteProbeSource clusters) : EventContract(clusters, clusters.Probes), IClassFixture<SqliteProbeSource>;
