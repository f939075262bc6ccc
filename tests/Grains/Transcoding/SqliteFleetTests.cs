using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class SqliteFleetTests(SqliteClusterSource clusters) : FleetContract(clusters), IClassFixture<SqliteClusterSource>;
