using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Playback;

public sealed class SqliteSessionTests(SqliteClusterSource clusters) : SessionContract(clusters), IClassFixture<SqliteClusterSource>;
