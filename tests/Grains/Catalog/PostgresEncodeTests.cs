using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class PostgresEncodeTests(PostgresClusterSource clusters) : EncodeContract(clusters), IClassFixture<PostgresClusterSource>;
