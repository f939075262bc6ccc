using StreamVerse.Storage.Relational;

namespace StreamVerse.Grains.Catalog;

/// <summary>Uploads in <c>content.uploads</c>.</summary>
internal sealed class UploadTable : GrainTable<UploadRecord>
{
    public UploadTable()
        : base("content", "uploads")
    {
        Promote("org_id", ColumnType.Uuid, upload => upload.OrgId);
        Promote("state", ColumnType.Text, upload => StateNames.Of(upload.State));
        Promote("size_bytes", ColumnType.BigInt, upload => upload.Length);
        Promote("remaining_bytes", ColumnType.BigInt, upload => upload.Length - upload.Offset);
        Promote("expires_at", ColumnType.Timestamp, upload => upload.ExpiresAt);
    }
}
