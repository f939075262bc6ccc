namespace StreamVerse.Storage.Relational;

/// <summary>A value of a grain's state that has a column of its own.</summary>
/// <param name="Name">The column's name: lower-case letters, digits and underscores.</param>
/// <param name="Type">The column's type.</param>
/// <param name="Read">Takes the value from the state.</param>
public sealed record PromotedColumn(string Name, ColumnType Type, Func<object, object?> Read)
{
    /// <summary>The column's name.</summary>
    public string Name { get; } = SqlName.Check(Name);
}
