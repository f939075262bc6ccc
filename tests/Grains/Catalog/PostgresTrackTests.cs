using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class PostgresTrackTests(PostgresClusterSource clusters) : TrackContract(clusters), IClassFixture<PostgresClusterSource>;
