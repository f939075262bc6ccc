namespace StreamVerse.Storage.Relational;

/// <summary>A parameter's value; its place in the list is its number in the statement, from <c>$1</c>.</summary>
internal readonly record struct SqlValue(ColumnType Type, object? Value)
{
    public static implicit operator SqlValue(string value) => new(ColumnType.Text, value);

    public static implicit operator SqlValue(long value) => new(ColumnType.BigInt, value);

    public static implicit operator SqlValue(DateTimeOffset value) => new(ColumnType.Timestamp, value);

    /// <summary>Text of a text column; an enum is its name.</summary>
    public static string Text(object value) => value as string ?? ((Enum)value).ToString();
}
