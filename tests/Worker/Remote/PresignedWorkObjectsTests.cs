using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Storage;
using StreamVerse.Worker.Output;
using StreamVerse.Worker.Remote;

namespace StreamVerse.Worker.Tests.Remote;

/// <summary>Objects by URLs and forms that a gateway signs: they run out, and stores hiccup.</summary>
public sealed class PresignedWorkObjectsTests
{
    private readonly FakeTimeProvider _clock = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private int _signed;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_ManyFiles_EachGoesByItsOwnFormWithoutTheCredential()
    {
        var http = Http(static _ => new HttpResponseMessage(HttpStatusCode.OK));
        OutputFile[] files = [.. Enumerable.Range(0, 150).Select(index => new OutputFile($"v360/{index}.m4s", new byte[] { 1, 2, 3 }))];

        await Objects(http).PutAsync(TestLeases.Of("a"), files, Cancellation);

        var puts = http.Asked.Where(asked => asked.Url.Host == "store.example").ToList();
        Assert.Equal(150, puts.Select(put => put.Url.AbsolutePath).Distinct().Count());
        Assert.All(puts, put => Assert.Null(put.Authorization));
    }

    [Fact]
    public async Task Put_Subtitles_AreStoredThoughTheirTypeHasAParameter()
    {
        var http = Http(static _ => new HttpResponseMessage(HttpStatusCode.OK));
        await Objects(http).PutAsync(TestLeases.Of("a"), [new OutputFile("t1-eng/0.vtt", new byte[] { 1 })], Cancellation);
        Assert.Single(http.Asked, static asked => asked.Url.Host == "store.example");
    }

    [Fact]
    public async Task Put_FormHasRunOut_AsksForAnother()
    {
        var http = Http(request => new HttpResponseMessage(request.RequestUri!.Query == "?1" ? HttpStatusCode.Forbidden : HttpStatusCode.OK));
        await Objects(http).PutAsync(TestLeases.Of("a"), [new OutputFile("v360/0.m4s", new byte[] { 1 })], Cancellation);
        Assert.Equal(2, _signed);
    }

    [Fact]
    public async Task Put_AlwaysForbidden_GivesUpAndSaysSo()
    {
        var http = Http(static _ => new HttpResponseMessage(HttpStatusCode.Forbidden));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Objects(http).PutAsync(TestLeases.Of("a"), [new OutputFile("v360/0.m4s", new byte[] { 1 })], Cancellation));
        Assert.Contains("403", fault.Message, StringComparison.Ordinal);
        Assert.False(fault.IsOutOfSpace);
    }

    [Fact]
    public async Task Put_File_IsTheLastFieldOfItsForm()
    {
        var stored = "";
        ScriptedHttp http = new(async request =>
        {
            if (request.RequestUri!.Host != "store.example")
            {
                return ScriptedHttp.Json(new UploadForms([new UploadForm(new Uri("https://store.example/bucket/"), ImmutableDictionary<string, string>.Empty.Add("policy", "cG9saWN5"))]));
            }

            stored = await request.Content!.ReadAsStringAsync(Cancellation);
            Assert.DoesNotContain('"', request.Content.Headers.ContentType!.ToString());
            return new HttpResponseMessage(HttpStatusCode.NoContent);
        });

        await Objects(http).PutAsync(TestLeases.Of("a"), [new OutputFile("v360/0.m4s", "content"u8.ToArray())], Cancellation);

        Assert.Matches("""^--[0-9a-f]+\r\nContent-Disposition: form-data; name="policy"\r\n\r\ncG9saWN5\r\n--[0-9a-f]+\r\nContent-Disposition: form-data; name="file"; filename="file".*\r\n\r\ncontent\r\n--[0-9a-f]+--\r\n$""", stored);
    }

    [Fact]
    public async Task Put_GatewayIsOlder_SaysThatItIsToBeUpgraded()
    {
        ScriptedHttp http = new(static _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Objects(http).PutAsync(TestLeases.Of("a"), [new OutputFile("v360/0.m4s", new byte[] { 1 })], Cancellation));
        Assert.Contains("upgrade", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_StoreIsFull_SaysThat()
    {
        var http = Http(static _ => new HttpResponseMessage(HttpStatusCode.InsufficientStorage));
        Assert.True((await Assert.ThrowsAsync<StoreUnavailableException>(() => Objects(http).PutAsync(TestLeases.Of("a"), [new OutputFile("v360/0.m4s", new byte[] { 1 })], Cancellation))).IsOutOfSpace);
    }

    [Fact]
    public async Task Put_StoreHiccups_IsTriedAgain()
    {
        var tries = 0;
        var http = Http(_ => new HttpResponseMessage(++tries < 3 ? HttpStatusCode.InternalServerError : HttpStatusCode.OK));
        var put = Objects(http).PutAsync(TestLeases.Of("a"), [new OutputFile("v360/0.m4s", new byte[] { 1 })], Cancellation);
        while (!put.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await put;
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task OpenSource_Bytes_ComeAsTheyAre()
    {
        var http = Http(static _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) });
        await using var reading = await Objects(http).OpenSourceAsync(TestLeases.Of("sources/a"), Cancellation);
        using MemoryStream bytes = new();
        await reading!.Content.CopyToAsync(bytes, Cancellation);
        Assert.Equal([1, 2, 3], bytes.ToArray());
        Assert.Equal(3, reading.Info.Length);
    }

    [Fact]
    public async Task OpenSource_Gone_IsNull() =>
        Assert.Null(await Objects(Http(static _ => new HttpResponseMessage(HttpStatusCode.NotFound))).OpenSourceAsync(TestLeases.Of("sources/a"), Cancellation));

    [Fact]
    public async Task OpenSource_FallsSilentInTheMiddle_IsGivenUp()
    {
        SilentStream silent = new();
        var http = Http(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(silent) { Headers = { ContentLength = 3 } } });
        await using var reading = await Objects(http).OpenSourceAsync(TestLeases.Of("sources/a"), Cancellation);
        var read = reading!.Content.ReadAsync(new byte[3], Cancellation).AsTask();
        await silent.WasRead.Task.WaitAsync(Cancellation);
        _clock.Advance(TimeSpan.FromSeconds(31));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => read.WaitAsync(TimeSpan.FromSeconds(20), Cancellation));
    }

    private PresignedWorkObjects Objects(ScriptedHttp http) => new(RemoteGateways.Client(http, _clock), http, RemoteGateways.Options, _clock);

    /// <summary>A gateway that signs whatever it is asked for, each time another URL, and a store that answers as told.</summary>
    private ScriptedHttp Http(Func<HttpRequestMessage, HttpResponseMessage> store) => new(async request =>
    {
        if (request.RequestUri!.Host == "store.example")
        {
            return store(request);
        }

        var signed = Interlocked.Increment(ref _signed);
        if (request.RequestUri.AbsolutePath.EndsWith("/source", StringComparison.Ordinal))
        {
            return ScriptedHttp.Json(new PresignedUrls([new Uri($"https://store.example/source?{signed}")]));
        }

        var files = (await request.Content!.ReadFromJsonAsync<OutputsRequest>(WorkProtocol.Json, Cancellation))!.Files;
        return ScriptedHttp.Json(new UploadForms([.. files.Select(file => new UploadForm(new Uri($"https://store.example/{file}?{signed}"), ImmutableDictionary<string, string>.Empty.Add("key", file)))]));
    });

    private sealed class SilentStream : MemoryStream
    {
        public TaskCompletionSource WasRead { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            WasRead.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
    }
}
