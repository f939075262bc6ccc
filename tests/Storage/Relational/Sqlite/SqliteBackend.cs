using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteBackend : IRelationalBackend
{
    private readonly TempFolder _folder = new();

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["StreamVerse:Relational:Provider"] = "sqlite",
        ["StreamVerse:Relational:Path"] = File,
    };

    public string File => _folder.File("data/streamverse.db");

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
