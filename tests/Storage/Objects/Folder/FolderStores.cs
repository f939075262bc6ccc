using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.Folder;

namespace StreamVerse.Storage.Tests.Objects.Folder;

/// <summary>Makes folder stores in one temporary folder.</summary>
internal sealed class FolderStores : IObjectStoreBackend
{
    public string Root { get; } = Directory.CreateTempSubdirectory("streamverse-objects-").FullName;

    public FolderObjectStore Create(TimeProvider? time = null, string? root = null) => new(
        Options.Create(new ObjectStoreOptions { Folder = { Path = root ?? Root } }),
        time ?? TimeProvider.System,
        NullLogger<FolderObjectStore>.Instance);

    public async Task<FolderObjectStore> OpenAsync(TimeProvider? time = null)
    {
        var store = Create(time);
        await store.EnsureReadyAsync(TestContext.Current.CancellationToken);
        return store;
    }

    async Task<IObjectStore> IObjectStoreBackend.OpenAsync() => await OpenAsync();

    public IEnumerable<string> Files(string area) => Directory.EnumerateFiles(Path.Combine(Root, area), "*", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
