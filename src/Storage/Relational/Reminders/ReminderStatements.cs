namespace StreamVerse.Storage.Relational.Reminders;

/// <summary>The SQL of the reminder table.</summary>
internal sealed class ReminderStatements
{
    private const string Columns = "grain_id, name, start_at, period_ticks, etag";

    public ReminderStatements(SqlDialect dialect)
    {
        var table = dialect.Table("platform", "reminders");
        ReadOne = $"SELECT {Columns} FROM {table} WHERE grain_id = $1 AND name = $2";
        ReadGrain = $"SELECT {Columns} FROM {table} WHERE grain_id = $1";
        ReadRange = $"SELECT {Columns} FROM {table} WHERE grain_hash > $1 AND grain_hash <= $2";
        ReadWrappedRange = $"SELECT {Columns} FROM {table} WHERE grain_hash > $1 OR grain_hash <= $2";
        Upsert = $"INSERT INTO {table} (grain_id, name, grain_hash, start_at, period_ticks, etag) VALUES ($1, $2, $3, $4, $5, $6) "
            + "ON CONFLICT (grain_id, name) DO UPDATE SET "
            + "start_at = excluded.start_at, period_ticks = excluded.period_ticks, etag = excluded.etag";
        Remove = $"DELETE FROM {table} WHERE grain_id = $1 AND name = $2 AND etag = $3";
        Clear = $"DELETE FROM {table}";
    }

    public string ReadOne { get; }

    public string ReadGrain { get; }

    public string ReadRange { get; }

    public string ReadWrappedRange { get; }

    public string Upsert { get; }

    public string Remove { get; }

    public string Clear { get; }
}
