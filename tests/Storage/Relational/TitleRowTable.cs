using StreamVerse.Storage.Relational;

namespace StreamVerse.Storage.Tests.Relational;

public sealed class TitleRowTable : GrainTable<TitleRow>
{
    public TitleRowTable()
        : base("content", "content_metadata")
    {
        Promote("org_id", ColumnType.Uuid, row => row.OrgId);
        Promote("title", ColumnType.Text, row => row.Title);
        Promote("genres", ColumnType.TextArray, row => row.Genres);
        Promote("state", ColumnType.Text, row => row.State);
        Promote("created_at", ColumnType.Timestamp, row => row.CreatedAt);
    }

    public override string EntityType => "title";
}
