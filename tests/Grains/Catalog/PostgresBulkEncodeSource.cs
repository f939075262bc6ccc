using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>Two titles of an order are encoded anew at once.</summary>
public sealed class PostgresBulkEncodeSource : PostgresClusterSource
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?> { ["StreamVerse:Catalog:BulkEncodes"] = "2" };
}
