namespace StreamVerse.Storage.Relational;

/// <summary>Types of promoted columns, each with its form in PostgreSQL and in SQLite.</summary>
public enum ColumnType
{
    /// <summary><see cref="Guid"/>: <c>uuid</c>; in SQLite text in "D" form.</summary>
    Uuid,

    /// <summary><see cref="string"/>, or an enum, which is its name: <c>text</c>; sorts by code point.</summary>
    Text,

    /// <summary><see cref="long"/> or <see cref="int"/>: <c>bigint</c>.</summary>
    BigInt,

    /// <summary><see cref="double"/>: <c>double precision</c>.</summary>
    Real,

    /// <summary><see cref="bool"/>: <c>boolean</c>; in SQLite 0 or 1.</summary>
    Boolean,

    /// <summary><see cref="DateTimeOffset"/>: <c>timestamptz</c>; in SQLite text, ISO 8601 in UTC, so that it sorts by time.</summary>
    Timestamp,

    /// <summary>A sequence of <see cref="string"/>: <c>text[]</c>; in SQLite a JSON array.</summary>
    TextArray,
}
