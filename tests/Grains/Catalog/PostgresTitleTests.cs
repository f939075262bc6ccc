using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

public sealed class PostgresTitleTests(PostgresClusterSource clusters) : TitleContract(clusters), IClassFixture<PostgresClusterSource>;
