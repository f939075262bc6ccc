using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class PostgresJobTests(PostgresClusterSource clusters) : JobContract(clusters), IClassFixture<PostgresClusterSource>;
