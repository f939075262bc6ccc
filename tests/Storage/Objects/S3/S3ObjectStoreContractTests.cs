using System.Net;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.S3;

namespace StreamVerse.Storage.Tests.Objects.S3;

[Collection(S3TestGroup.Name)]
public sealed class S3ObjectStoreContractTests(S3StoreFixture fixture) : ObjectStoreContract, IDisposable
{
    private readonly List<S3ObjectStore> _opened = [];

    public void Dispose() => _opened.ForEach(static store => store.Dispose());

    [Fact]
    public async Task EnsureReadyAsync_Twice_IsFine()
    {
        var store = await OpenStoreAsync();
        await store.EnsureReadyAsync(Cancellation);
        await store.EnsureReadyAsync(Cancellation);
    }

    [Fact]
    public async Task ListAsync_MoreThanAPage_GivesAll()
    {
        var store = await OpenStoreAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1_050),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (number, _) => await PutAsync(store, Key($"many/{number:00000}"), [1]));
        var names = await ListAsync(store, Key("many/x").Path[..^1]);
        Assert.Equal(Enumerable.Range(0, 1_050).Select(static number => $"many/{number:00000}"), names);

        await store.DeletePrefixAsync(Buckets.Content, Key("many/x").Path[..^1], Cancellation);
        Assert.Empty(await ListAsync(store, Key("many/x").Path[..^1]));
    }

    [Fact]
    public async Task PresignReadAsync_UrlWithoutCredentials_GivesTheObject()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), Bytes(1, 1000));
        var url = await store.PresignReadAsync(Key(), TimeSpan.FromMinutes(5), Cancellation);
        using var client = new HttpClient();
        Assert.Equal(Bytes(1, 1000), await client.GetByteArrayAsync(url, Cancellation));

        using var range = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new(10, 19) } };
        using var part = await client.SendAsync(range, Cancellation);
        Assert.Equal(Bytes(1, 1000)[10..20], await part.Content.ReadAsByteArrayAsync(Cancellation));

        using var unsigned = await client.GetAsync(new Uri(url!.GetLeftPart(UriPartial.Path)), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
        using var tampered = await client.GetAsync(new Uri(url.ToString().Replace("object.bin", "other.bin", StringComparison.Ordinal)), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, tampered.StatusCode);
    }

    [Fact]
    public async Task PresignWriteAsync_UrlWithoutCredentials_StoresTheObject()
    {
        var store = await OpenStoreAsync();
        var url = await store.PresignWriteAsync(Key(), TimeSpan.FromMinutes(5), Cancellation);
        using var client = new HttpClient();
        using var content = new ByteArrayContent(Bytes(1, 1000));
        using var answer = await client.PutAsync(url, content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Bytes(1, 1000), await ReadAsync(store, Key()));
    }

    [Fact]
    public async Task CleanAbandonedAsync_MultipartWithoutNewParts_IsAborted()
    {
        var store = await OpenStoreAsync();
        var id = await store.StartMultipartAsync(Key(), PartSize, new PutOptions("video/mp4"), Cancellation);
        await PutPartAsync(store, id, 1, Bytes(1, 1000));
        Assert.NotEqual(0, await store.CleanAbandonedAsync(TimeSpan.FromMinutes(-5), Cancellation));
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => PutPartAsync(store, id, 1, Bytes(1, 1000)));
    }

    protected override async Task<IObjectStore> OpenStoreAsync()
    {
        var store = fixture.CreateStore();
        _opened.Add(store);
        if (!fixture.IsReady)
        {
            await store.EnsureReadyAsync(Cancellation);
            fixture.IsReady = true;
        }

        return store;
    }
}
