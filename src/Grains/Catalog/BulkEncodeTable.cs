using StreamVerse.Storage.Relational;

namespace StreamVerse.Grains.Catalog;

/// <summary>Orders to encode many titles anew, in <c>content.bulk_encodes</c>.</summary>
internal sealed class BulkEncodeTable : GrainTable<BulkEncodeRecord>
{
    public BulkEncodeTable()
        : base("content", "bulk_encodes")
    {
        Promote("org_id", ColumnType.Uuid, order => order.OrgId);
        Promote("state", ColumnType.Text, order => StateNames.Of(order.State));
        Promote("created_at", ColumnType.Timestamp, order => order.RequestedAt);
    }
}
