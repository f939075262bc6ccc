using StreamVerse.Storage.Relational;

namespace StreamVerse.Grains.Catalog;

/// <summary>Titles in <c>content.content_metadata</c>.</summary>
internal sealed class TitleTable : GrainTable<TitleRecord>
{
    public TitleTable()
        : base("content", "content_metadata")
    {
        Promote("org_id", ColumnType.Uuid, title => title.OrgId);
        Promote("title", ColumnType.Text, title => title.Title);
        Promote("description", ColumnType.Text, title => title.Description);
        Promote("genres", ColumnType.TextArray, title => title.Genres);
        Promote("state", ColumnType.Text, title => StateNames.Of(title.State));
        Promote("size_bytes", ColumnType.BigInt, title => (title.Original == OriginalState.Gone ? 0 : title.SourceBytes) + title.Tracks.Where(track => track.HasSource).Sum(track => track.SizeBytes));
        Promote("created_at", ColumnType.Timestamp, title => title.CreatedAt);
    }
}
