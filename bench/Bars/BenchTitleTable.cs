using StreamVerse.Storage.Relational;

namespace StreamVerse.Bench.Bars;

/// <summary>The table that titles lie in.</summary>
internal sealed class BenchTitleTable : GrainTable<BenchTitle>
{
    public BenchTitleTable()
        : base("content", "content_metadata")
    {
        Promote("org_id", ColumnType.Uuid, title => title.OrgId);
        Promote("title", ColumnType.Text, title => title.Title);
        Promote("description", ColumnType.Text, title => title.Description);
        Promote("genres", ColumnType.TextArray, title => title.Genres);
        Promote("state", ColumnType.Text, title => title.State);
        Promote("size_bytes", ColumnType.BigInt, title => title.SizeBytes);
        Promote("created_at", ColumnType.Timestamp, title => title.CreatedAt);
    }
}
