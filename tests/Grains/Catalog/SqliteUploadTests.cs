using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class SqliteUploadTests(SqliteClusterSource clusters) : UploadContract(clusters), IClassFixture<SqliteClusterSource>;
