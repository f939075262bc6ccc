namespace StreamVerse.Storage.Tests.Objects.Folder;

public sealed class FolderReadTests : ObjectReadContract
{
    protected override IObjectStoreBackend CreateBackend() => new FolderStores();
}
