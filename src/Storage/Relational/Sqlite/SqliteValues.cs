using System.Globalization;
using System.Text.Json;

namespace StreamVerse.Storage.Relational.Sqlite;

/// <summary>Values in the forms that SQLite's tables keep.</summary>
internal static class SqliteValues
{
    public static object Convert(SqlValue value) => value.Value is null ? DBNull.Value : value.Type switch
    {
        ColumnType.Uuid => ((Guid)value.Value).ToString("D"),
        ColumnType.Text => SqlValue.Text(value.Value),
        ColumnType.BigInt => System.Convert.ToInt64(value.Value, CultureInfo.InvariantCulture),
        ColumnType.Real => System.Convert.ToDouble(value.Value, CultureInfo.InvariantCulture),
        ColumnType.Boolean => (bool)value.Value ? 1L : 0L,
        ColumnType.Timestamp => SqlTime.ToText((DateTimeOffset)value.Value),
        ColumnType.TextArray => JsonSerializer.Serialize((IEnumerable<string>)value.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };
}
