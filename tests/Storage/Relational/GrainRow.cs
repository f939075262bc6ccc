using System.Diagnostics.CodeAnalysis;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>What a grain holds of its state.</summary>
public sealed class GrainRow<T> : IGrainState<T>
    where T : class, new()
{
    [AllowNull]
    public T State { get; set; } = new();

    public string? ETag { get; set; }

    public bool RecordExists { get; set; }
}
