using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects.S3;

[Collection(S3TestGroup.Name)]
public sealed class S3MultipartTests(S3StoreFixture fixture) : MultipartContract
{
    [Fact]
    public async Task CleanAbandonedAsync_MultipartWithoutNewParts_IsAborted()
    {
        var store = await OpenStoreAsync();
        var id = await store.StartMultipartAsync(Key(), PartSize, new PutOptions("video/mp4"), Cancellation);
        await PutPartAsync(store, id, 1, Bytes(1, 1000));
        Assert.NotEqual(0, await store.CleanAbandonedAsync(TimeSpan.FromMinutes(-5), Cancellation));
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => PutPartAsync(store, id, 1, Bytes(1, 1000)));
    }

    protected override IObjectStoreBackend CreateBackend() => new S3Backend(fixture);
}
