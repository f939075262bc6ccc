using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects.Folder;

public sealed class FolderObjectStoreContractTests : ObjectStoreContract, IDisposable
{
    private readonly FolderStores _stores = new();

    public void Dispose() => _stores.Dispose();

    protected override async Task<IObjectStore> OpenStoreAsync() => await _stores.OpenAsync();
}
