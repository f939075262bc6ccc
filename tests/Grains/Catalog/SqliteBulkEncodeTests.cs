namespace StreamVerse.Grains.Tests.Catalog;

public sealed class SqliteBulkEncodeTests(SqliteBulkEncodeSource clusters) : BulkEncodeContract(clusters), IClassFixture<SqliteBulkEncodeSource>;
