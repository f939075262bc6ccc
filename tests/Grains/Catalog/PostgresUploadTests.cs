using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class PostgresUploadTests(PostgresClusterSource clusters) : UploadContract(clusters), IClassFixture<PostgresClusterSource>;
