using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class PostgresFleetTests(PostgresClusterSource clusters) : FleetContract(clusters), IClassFixture<PostgresClusterSource>;
