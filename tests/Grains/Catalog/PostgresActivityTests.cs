using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class PostgresActivityTests(PostgresClusterSource clusters) : ActivityContract(clusters), IClassFixture<PostgresClusterSource>;
