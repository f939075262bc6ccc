using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class SqliteActivityTests(SqliteClusterSource clusters) : ActivityContract(clusters), IClassFixture<SqliteClusterSource>;
