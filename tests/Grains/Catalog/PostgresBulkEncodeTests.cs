namespace StreamVerse.Grains.Tests.Catalog;

public sealed class PostgresBulkEncodeTests(PostgresBulkEncodeSource clusters) : BulkEncodeContract(clusters), IClassFixture<PostgresBulkEncodeSource>;
