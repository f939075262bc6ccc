using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class SqliteTrackTests(SqliteClusterSource clusters) : TrackContract(clusters), IClassFixture<SqliteClusterSource>;
