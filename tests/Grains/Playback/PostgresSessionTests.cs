using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Playback;

public sealed class PostgresSessionTests(PostgresClusterSource clusters) : SessionContract(clusters), IClassFixture<PostgresClusterSource>;
