using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Transcoding;

public sealed class SqliteJobTests(SqliteClusterSource clusters) : JobContract(clusters), IClassFixture<SqliteClusterSource>;
