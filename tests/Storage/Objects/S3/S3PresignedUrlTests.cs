using System.Net;

namespace StreamVerse.Storage.Tests.Objects.S3;

/// <summary>URLs that let whoever has them read or write one object.</summary>
[Collection(S3TestGroup.Name)]
public sealed class S3PresignedUrlTests(S3StoreFixture fixture) : ObjectStoreContract
{
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

    protected override IObjectStoreBackend CreateBackend() => new S3Backend(fixture);
}
