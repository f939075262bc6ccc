using System.Net;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects.S3;

/// <summary>URLs and forms that let whoever has them read or store one object.</summary>
[Collection(S3TestGroup.Name)]
public sealed class S3PresignedUrlTests(S3StoreFixture fixture) : ObjectStoreContract
{
    private const string MediaType = "video/mp4";
    private const int MaxBytes = 1000;

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
    public async Task PresignFormAsync_FormWithoutCredentials_StoresTheObject()
    {
        var store = await OpenStoreAsync();
        var form = await FormAsync(store);
        using var answer = await PostAsync(form, Bytes(1, MaxBytes));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(Bytes(1, MaxBytes), await ReadAsync(store, Key()));
        using var client = new HttpClient();
        using var stored = await client.GetAsync(await store.PresignReadAsync(Key(), TimeSpan.FromMinutes(5), Cancellation), Cancellation);
        Assert.Equal(MediaType, stored.Content.Headers.ContentType?.MediaType);
        using var unsigned = await client.GetAsync(new Uri((await store.PresignReadAsync(Key(), TimeSpan.FromMinutes(5), Cancellation))!.GetLeftPart(UriPartial.Path)), Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, unsigned.StatusCode);
    }

    [Theory]
    [InlineData("key", "somebody-elses.bin")]
    [InlineData("Content-Type", "text/html")]
    [InlineData("acl", "public-read")]
    [InlineData("x-amz-meta-note", "more")]
    [InlineData("policy", "eyJleHBpcmF0aW9uIjoiMjA5OS0wMS0wMVQwMDowMDowMC4wMDBaIiwiY29uZGl0aW9ucyI6W119")]
    public async Task PresignFormAsync_FieldIsChangedOrAdded_IsRefused(string field, string value)
    {
        var store = await OpenStoreAsync();
        var form = await FormAsync(store);
        using var answer = await PostAsync(form with { Fields = new Dictionary<string, string>(form.Fields) { [field] = value } }, Bytes(1, 10));
        Assert.InRange((int)answer.StatusCode, 400, 403);
        Assert.Null(await store.FindAsync(Key(), Cancellation));
    }

    [Fact]
    public async Task PresignFormAsync_MoreBytesThanAllowed_AreRefused()
    {
        var store = await OpenStoreAsync();
        using var answer = await PostAsync(await FormAsync(store), Bytes(1, MaxBytes + 1));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(await store.FindAsync(Key(), Cancellation));
    }

    [Fact]
    public async Task PresignFormAsync_TimeIsOver_IsRefused()
    {
        var store = await OpenStoreAsync();
        var form = (await store.PresignFormAsync(Key(), MediaType, MaxBytes, TimeSpan.FromSeconds(1), Cancellation))!;
        await Task.Delay(TimeSpan.FromSeconds(2.1), Cancellation);
        using var answer = await PostAsync(form, Bytes(1, 10));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>A store may copy where a header tells it to, although no signature covers that header: with a URL to PUT to, Ceph did.</summary>
    [Fact]
    public async Task PresignFormAsync_CopyOfAnotherObjectIsAskedFor_CopiesNothing()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key("secret.bin"), Bytes(3, 1000));
        var secret = (await store.PresignReadAsync(Key("secret.bin"), TimeSpan.FromMinutes(5), Cancellation))!.AbsolutePath;
        var form = await FormAsync(store);
        using var posted = await PostAsync(form, Bytes(1, 10), secret);
        Assert.False(await HoldsAsync(store, Bytes(3, 1000)));

        // Nor is anything in the form good for a PUT, in a URL's query or in headers.
        using var client = new HttpClient();
        var query = string.Join('&', form.Fields.Select(static field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));
        foreach (var target in (string[])[$"{form.Url}{Key().Path}", $"{form.Url}{Key().Path}?{query}"])
        {
            using HttpRequestMessage put = new(HttpMethod.Put, target) { Content = new ByteArrayContent([]) };
            put.Headers.Add("x-amz-copy-source", secret);
            using var answer = await client.SendAsync(put, Cancellation);
            Assert.InRange((int)answer.StatusCode, 400, 403);
        }

        Assert.False(await HoldsAsync(store, Bytes(3, 1000)));
    }

    private static async Task<HttpResponseMessage> PostAsync(PresignedForm form, byte[] content, string? copySource = null)
    {
        using var client = new HttpClient();
        using HttpRequestMessage request = new(HttpMethod.Post, form.Url) { Content = form.With(content) };
        if (copySource is not null)
        {
            request.Headers.Add("x-amz-copy-source", copySource);
        }

        return await client.SendAsync(request, Cancellation);
    }

    private async Task<PresignedForm> FormAsync(IObjectStore store) => (await store.PresignFormAsync(Key(), MediaType, MaxBytes, TimeSpan.FromMinutes(5), Cancellation))!;

    private async Task<bool> HoldsAsync(IObjectStore store, byte[] content) =>
        await store.FindAsync(Key(), Cancellation) is not null && (await ReadAsync(store, Key())).AsSpan().SequenceEqual(content);

    protected override IObjectStoreBackend CreateBackend() => new S3Backend(fixture);
}
