namespace StreamVerse.Storage.Tests.Objects.S3;

[Collection(S3TestGroup.Name)]
public sealed class S3ReadTests(S3StoreFixture fixture) : ObjectReadContract
{
    [Fact]
    public async Task EnsureReadyAsync_Twice_IsFine()
    {
        var store = await OpenStoreAsync();
        await store.EnsureReadyAsync(Cancellation);
        await store.EnsureReadyAsync(Cancellation);
    }

    protected override IObjectStoreBackend CreateBackend() => new S3Backend(fixture);
}
