namespace StreamVerse.Storage.Tests.Objects.Folder;

public sealed class FolderNamesTests : ObjectNamesContract
{
    protected override IObjectStoreBackend CreateBackend() => new FolderStores();
}
