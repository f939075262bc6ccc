namespace StreamVerse.Storage.Tests.Objects.Folder;

public sealed class FolderMultipartTests : MultipartContract
{
    protected override IObjectStoreBackend CreateBackend() => new FolderStores();
}
