using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>Parameters in the order of their numbers, typed, so that the server infers nothing and plans are shared.</summary>
internal static class PostgresParameters
{
    public static void Add(NpgsqlParameterCollection parameters, SqlValue value) => parameters.Add(value.Value is null
        ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = TypeOf(value.Type) }
        : Typed(value.Type, value.Value));

    public static void Add<T>(NpgsqlParameterCollection parameters, T value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });

    private static NpgsqlParameter Typed(ColumnType type, object value) => type switch
    {
        ColumnType.Uuid => Typed((Guid)value, NpgsqlDbType.Uuid),
        ColumnType.Text => Typed(SqlValue.Text(value), NpgsqlDbType.Text),
        ColumnType.BigInt => Typed(Convert.ToInt64(value, CultureInfo.InvariantCulture), NpgsqlDbType.Bigint),
        ColumnType.Real => Typed(Convert.ToDouble(value, CultureInfo.InvariantCulture), NpgsqlDbType.Double),
        ColumnType.Boolean => Typed((bool)value, NpgsqlDbType.Boolean),
        ColumnType.Timestamp => Typed(SqlTime.Truncate((DateTimeOffset)value), NpgsqlDbType.TimestampTz),
        ColumnType.TextArray => Typed(((IEnumerable<string>)value).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static NpgsqlParameter<T> Typed<T>(T value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };

    private static NpgsqlDbType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Uuid => NpgsqlDbType.Uuid,
        ColumnType.Text => NpgsqlDbType.Text,
        ColumnType.BigInt => NpgsqlDbType.Bigint,
        ColumnType.Real => NpgsqlDbType.Double,
        ColumnType.Boolean => NpgsqlDbType.Boolean,
        ColumnType.Timestamp => NpgsqlDbType.TimestampTz,
        ColumnType.TextArray => NpgsqlDbType.Array | NpgsqlDbType.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
