using StreamVerse.Storage.Relational;

namespace StreamVerse.Storage.Tests.Relational;

public sealed class TitleRowTable : GrainTable<TitleRow>
{
    public TitleRowTable()
        : base("testing", "titles")
    {
        Promote("org_id", ColumnType.Uuid, row => row.OrgId);
        Promote("title", ColumnType.Text, row => row.Title);
        Promote("genres", ColumnType.TextArray, row => row.Genres);
        Promote("state", ColumnType.Text, row => row.State);
        Promote("created_at", ColumnType.Timestamp, row => row.CreatedAt);
    }

    /// <summary>The table; its twin in the other database differs in types only.</summary>
    public static IReadOnlyList<string> Definition(bool isPostgres) => isPostgres
        ? ["CREATE SCHEMA testing", """
            CREATE TABLE testing.titles (id text COLLATE "C" PRIMARY KEY, org_id uuid NOT NULL, title text COLLATE "C", genres text[],
                state text COLLATE "C" NOT NULL, created_at timestamptz NOT NULL, version bigint NOT NULL, updated_at timestamptz NOT NULL,
                write_id uuid NOT NULL, data json NOT NULL)
            """]
        : ["""
            CREATE TABLE testing_titles (id text NOT NULL PRIMARY KEY, org_id text NOT NULL, title text, genres text,
                state text NOT NULL, created_at text NOT NULL, version integer NOT NULL, updated_at text NOT NULL,
                write_id text NOT NULL, data text NOT NULL) STRICT
            """];

    public override string EntityType => "title";
}
