namespace StreamVerse.Storage.Tests.Relational;

/// <summary>A database for one test.</summary>
public interface IRelationalBackend : IAsyncDisposable
{
    /// <summary>Its configuration.</summary>
    IReadOnlyDictionary<string, string?> Settings { get; }
}
