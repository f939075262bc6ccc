using System.Diagnostics;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.S3;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Objects.S3;

[Collection(S3TestGroup.Name)]
public sealed class S3FaultTests(S3StoreFixture fixture)
{
    private const int Part = 5 * 1024 * 1024;
    private static readonly PutOptions Plain = new("application/octet-stream");
    private readonly ObjectKey _key = new(Buckets.Content, "faults/" + Guid.NewGuid().ToString("N"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnyCall_StoreKilled_SaysSoAndWorksAgainWhenItIsBack()
    {
        using var store = await OpenAsync(static options => options.MaxAttempts = 2);
        var server = ServerOrSkip();
        await PutAsync(store, _key, [1]);
        var id = await store.StartMultipartAsync(new ObjectKey(Buckets.Content, _key.Path + "-parts"), Part, Plain, Cancellation);
        await store.PutPartAsync(new ObjectKey(Buckets.Content, _key.Path + "-parts"), id, 1, new byte[Part], Cancellation);

        await server.KillGatewayAsync();
        try
        {
            foreach (var call in (Func<Task>[])[
                () => PutAsync(store, _key, [2]),
                () => store.FindAsync(_key, Cancellation),
                () => store.OpenReadAsync(_key, null, Cancellation),
                () => store.CheckAsync(Cancellation),
                () => store.EnsureReadyAsync(Cancellation),
                () => store.DeletePrefixAsync(Buckets.Content, "faults/", Cancellation)])
            {
                var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(call);
                Assert.Equal("StreamVerse:Objects:S3:Endpoint", thrown.Setting);
                Assert.Contains(server.Endpoint.Authority, thrown.Message, StringComparison.Ordinal);
                Assert.DoesNotContain("X-Amz", thrown.ToString(), StringComparison.Ordinal);
                Assert.False(thrown.IsOutOfSpace);
            }
        }
        finally
        {
            await server.StartGatewayAsync(Cancellation);
        }

        Assert.Equal(1, (await store.FindAsync(_key, Cancellation))!.Length);
        await store.PutPartAsync(new ObjectKey(Buckets.Content, _key.Path + "-parts"), id, 2, new byte[7], Cancellation);
        Assert.Equal(Part + 7, (await store.CompleteMultipartAsync(new ObjectKey(Buckets.Content, _key.Path + "-parts"), id, 2, Part + 7, Cancellation)).Length);
    }

    [Fact]
    public async Task PutAsync_StoreComesBackDuringTheRetries_Succeeds()
    {
        using var store = await OpenAsync(static options => options.MaxAttempts = 10);
        var server = ServerOrSkip();
        await server.KillGatewayAsync();
        var put = PutAsync(store, _key, [1, 2, 3]);
        await server.StartGatewayAsync(Cancellation);
        Assert.Equal(3, (await put).Length);
    }

    [Fact]
    public async Task FindAsync_StoreThatDoesNotAnswer_TimesOut()
    {
        await using var proxy = Proxy();
        using var store = await OpenAsync(Through(proxy, attempts: 2, seconds: 0.5));
        proxy.StallAfter(0);
        var watch = Stopwatch.StartNew();
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindAsync(_key, Cancellation));
        Assert.Contains("did not answer in time", thrown.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 10);
    }

    [Fact]
    public async Task OpenReadAsync_BytesThatStopComing_TimeOut()
    {
        await using var proxy = Proxy();
        using var store = await OpenAsync(Through(proxy, attempts: 1, seconds: 0.5));
        await PutAsync(store, _key, new byte[3_000_000]);
        proxy.StallAfter(1_000_000);
        await using var reading = await store.OpenReadAsync(_key, null, Cancellation);
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => reading!.Content.CopyToAsync(Stream.Null, Cancellation));
        Assert.Contains("did not answer in time", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PutAsync_AnswerLostAndRepeated_KnowsItsOwnWrite()
    {
        await using var proxy = Proxy();
        using var store = await OpenAsync(Through(proxy, attempts: 4, seconds: 10));
        proxy.LoseAnswers(1);
        Assert.Equal(3, (await PutAsync(store, _key, [1, 2, 3], ifNoneMatch: true)).Length);
        await Assert.ThrowsAsync<ObjectExistsException>(() => PutAsync(store, _key, [1, 2, 3], ifNoneMatch: true));
    }

    [Fact]
    public async Task CompleteMultipartAsync_AnswerLostAndRepeated_Succeeds()
    {
        await using var proxy = Proxy();
        using var direct = await OpenAsync();
        using var store = await OpenAsync(Through(proxy, attempts: 4, seconds: 10));
        var id = await direct.StartMultipartAsync(_key, Part, Plain, Cancellation);
        await direct.PutPartAsync(_key, id, 1, new byte[9], Cancellation);
        proxy.LoseAnswers(2);
        Assert.Equal(9, (await store.CompleteMultipartAsync(_key, id, 1, 9, Cancellation)).Length);
    }

    [Fact]
    public async Task PutAsync_AnswersLostForEver_GivesUp()
    {
        await using var proxy = Proxy();
        using var store = await OpenAsync(Through(proxy, attempts: 3, seconds: 10));
        proxy.LoseAnswers(int.MaxValue);
        var before = proxy.Connections;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, _key, [1]));
        Assert.InRange(proxy.Connections - before, 2, 4);
    }

    [Fact]
    public async Task FindAsync_WrongSecret_NamesTheCredentialsAndKeepsThem()
    {
        using var good = await OpenAsync();
        await PutAsync(good, _key, [1]);
        using var store = fixture.CreateStore(static options => options.SecretKey = "quite-another-secret");
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, _key, [1]));
        Assert.Equal("StreamVerse:Objects:S3:AccessKey", thrown.Setting);
        Assert.Contains("SignatureDoesNotMatch", thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("quite-another-secret", thrown.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.FindAsync(_key, Cancellation));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.EnsureReadyAsync(Cancellation));
    }

    [Fact]
    public async Task EnsureReadyAsync_CorsAskedFor_LetsThosePagesRead()
    {
        using var store = fixture.CreateStore(static options => options.CorsOrigins.Add("https://studio.example"));
        await store.EnsureReadyAsync(Cancellation);
        await PutAsync(store, _key, [1]);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, await store.PresignReadAsync(_key, TimeSpan.FromMinutes(1), Cancellation));
        request.Headers.Add("Origin", "https://studio.example");
        using var answer = await client.SendAsync(request, Cancellation);
        Assert.Contains(Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")), (string[])["*", "https://studio.example"]);
    }

    private static Action<S3ObjectStoreOptions> Through(FaultyProxy proxy, int attempts, double seconds) => options =>
    {
        options.Endpoint = proxy.Endpoint.ToString();
        options.MaxAttempts = attempts;
        options.AttemptTimeout = TimeSpan.FromSeconds(seconds);
    };

    private static async Task<ObjectInfo> PutAsync(S3ObjectStore store, ObjectKey key, byte[] bytes, bool ifNoneMatch = false)
    {
        using var content = new MemoryStream(bytes);
        return await store.PutAsync(key, content, Plain with { IfNoneMatch = ifNoneMatch }, Cancellation);
    }

    private FaultyProxy Proxy() => new(new Uri(fixture.OptionsOrSkip().S3.Endpoint));

    private RadosGatewayServer ServerOrSkip()
    {
        Assert.SkipWhen(fixture.Server is null, "Only a store that the tests started can be killed (unset STREAMVERSE_TEST_S3_ENDPOINT).");
        return fixture.Server!;
    }

    private async Task<S3ObjectStore> OpenAsync(Action<S3ObjectStoreOptions>? change = null)
    {
        if (!fixture.IsReady)
        {
            using var first = fixture.CreateStore();
            await first.EnsureReadyAsync(Cancellation);
            fixture.IsReady = true;
        }

        return fixture.CreateStore(change);
    }
}
