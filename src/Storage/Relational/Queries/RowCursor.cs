using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace StreamVerse.Storage.Relational.Queries;

/// <summary>The last row of a page: the order, the value that it was sorted by, and its id.</summary>
internal sealed record RowCursor(string? OrderBy, bool Descending, string? Value, string Id)
{
    private const int MaxLength = 8192;

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static RowCursor Decode(string text, RowQuery query)
    {
        try
        {
            var cursor = text.Length <= MaxLength ? JsonSerializer.Deserialize<RowCursor>(Base64Url.DecodeFromChars(text)) : null;
            return cursor is { Id: not null } && cursor.OrderBy == query.OrderBy && cursor.Descending == query.Descending
                && (cursor.Value is null) == (query.OrderBy is null)
                ? cursor
                : throw new InvalidCursorException();
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new InvalidCursorException(exception);
        }
    }

    /// <summary>The value of the column that sorts, as text.</summary>
    public static string Read(DbDataReader reader, int ordinal, ColumnType type, SqlDialect dialect) => type switch
    {
        ColumnType.Uuid => reader.GetGuid(ordinal).ToString("D"),
        ColumnType.Text => reader.GetString(ordinal),
        ColumnType.BigInt => reader.GetInt64(ordinal).ToString(CultureInfo.InvariantCulture),
        ColumnType.Real => reader.GetDouble(ordinal).ToString(CultureInfo.InvariantCulture),
        ColumnType.Boolean => reader.GetBoolean(ordinal).ToString(),
        ColumnType.Timestamp => SqlTime.ToText(dialect.ReadTime(reader, ordinal)),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>The value as a parameter.</summary>
    public SqlValue Parse(ColumnType type)
    {
        try
        {
            return new SqlValue(type, type switch
            {
                ColumnType.Uuid => Guid.Parse(Value!, CultureInfo.InvariantCulture),
                ColumnType.Text => Value,
                ColumnType.BigInt => long.Parse(Value!, CultureInfo.InvariantCulture),
                ColumnType.Real => double.Parse(Value!, CultureInfo.InvariantCulture),
                ColumnType.Boolean => bool.Parse(Value!),
                ColumnType.Timestamp => SqlTime.FromText(Value!),
                _ => throw new FormatException(),
            });
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new InvalidCursorException(exception);
        }
    }
}
