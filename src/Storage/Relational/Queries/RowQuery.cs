namespace StreamVerse.Storage.Relational.Queries;

/// <summary>Which rows of a grain table, in which order.</summary>
public sealed record RowQuery
{
    /// <summary>The largest page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Promoted columns and the values that they must have; null finds rows without a value. Not for text arrays. Default: all rows.</summary>
    public IReadOnlyDictionary<string, object?> Equal { get; init; } = new Dictionary<string, object?>();

    /// <summary>A promoted column to sort by, then by id; rows without a value there are left out. Null: by id alone.</summary>
    public string? OrderBy { get; init; }

    /// <summary>Greatest first. Default: smallest first.</summary>
    public bool Descending { get; init; }

    /// <summary>A promoted timestamp column that must be earlier than <see cref="BeforeTime"/>. Null: no such condition.</summary>
    public string? BeforeColumn { get; init; }

    /// <summary>The time for <see cref="BeforeColumn"/>.</summary>
    public DateTimeOffset BeforeTime { get; init; }

    /// <summary>Where the last page ended (<see cref="RowPage{TState}.NextCursor"/>). Null: the first page.</summary>
    public string? Cursor { get; init; }

    /// <summary>Rows a page, 1 to <see cref="MaxLimit"/>. Default: 50.</summary>
    public int Limit { get; init; } = 50;
}
