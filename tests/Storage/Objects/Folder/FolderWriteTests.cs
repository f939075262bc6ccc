namespace StreamVerse.Storage.Tests.Objects.Folder;

public sealed class FolderWriteTests : ObjectWriteContract
{
    protected override IObjectStoreBackend CreateBackend() => new FolderStores();
}
