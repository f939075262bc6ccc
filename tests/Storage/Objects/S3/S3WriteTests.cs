namespace StreamVerse.Storage.Tests.Objects.S3;

[Collection(S3TestGroup.Name)]
public sealed class S3WriteTests(S3StoreFixture fixture) : ObjectWriteContract
{
    protected override IObjectStoreBackend CreateBackend() => new S3Backend(fixture);
}
