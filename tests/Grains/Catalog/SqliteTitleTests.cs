using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class SqliteTitleTests(SqliteClusterSource clusters) : TitleContract(clusters), IClassFixture<SqliteClusterSource>;
