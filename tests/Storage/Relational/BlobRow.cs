namespace StreamVerse.Storage.Tests.Relational;

/// <summary>A state without a table of its own.</summary>
public sealed class BlobRow
{
    public string? Text { get; set; }
}
