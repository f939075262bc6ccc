using System.Text;

namespace StreamVerse.Storage.Relational;

/// <summary>A parameter's value; its place in the list is its number in the statement, from <c>$1</c>.</summary>
internal readonly record struct SqlValue(ColumnType Type, object? Value)
{
    public static implicit operator SqlValue(string value) => new(ColumnType.Text, value);

    public static implicit operator SqlValue(long value) => new(ColumnType.BigInt, value);

    public static implicit operator SqlValue(DateTimeOffset value) => new(ColumnType.Timestamp, value);

    /// <summary>
    /// Text of a text column; an enum is its name. What PostgreSQL's text cannot hold (NUL, half a surrogate pair) becomes
    /// U+FFFD there; the state itself keeps it.
    /// </summary>
    public static string Text(object value)
    {
        var text = value as string ?? ((Enum)value).ToString();
        if (!text.Contains('\0', StringComparison.Ordinal) && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff'))
        {
            return text;
        }

        StringBuilder clean = new(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        }

        return clean.ToString();
    }
}
