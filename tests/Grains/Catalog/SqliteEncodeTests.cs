using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class SqliteEncodeTests(SqliteClusterSource clusters) : EncodeContract(clusters), IClassFixture<SqliteClusterSource>;
