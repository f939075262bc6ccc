using System.Net;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.EndToEnd.Tests.Sources;

namespace StreamVerse.EndToEnd.Tests.Playback;

/// <summary>How media go over HTTP.</summary>
public sealed class DeliveryTests(Studio studio, SourceFolder sources) : IClassFixture<SourceFolder>
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Segment_Ranges_AreThoseOfTheWhole()
    {
        var (http, url) = await SegmentAsync();
        var whole = await http.GetByteArrayAsync(url, CancellationToken);
        foreach (var (range, from, to) in ((string, int, int)[])[("bytes=0-99", 0, 100), ("bytes=100-", 100, whole.Length), ("bytes=-50", whole.Length - 50, whole.Length)])
        {
            using var response = await SendAsync(http, HttpMethod.Get, url, ("Range", range));
            Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
            Assert.Equal($"bytes {from}-{to - 1}/{whole.Length}", response.Content.Headers.ContentRange!.ToString());
            Assert.Equal(whole[from..to], await response.Content.ReadAsByteArrayAsync(CancellationToken));
        }

        using var beyond = await SendAsync(http, HttpMethod.Get, url, ("Range", $"bytes={whole.Length}-"));
        await Problem.AssertAsync(beyond, HttpStatusCode.RequestedRangeNotSatisfiable, "range-not-satisfiable");
        Assert.Equal($"bytes */{whole.Length}", beyond.Content.Headers.ContentRange!.ToString());
    }

    [Fact]
    public async Task Segment_Conditions_SaveTheBytes()
    {
        var (http, url) = await SegmentAsync();
        using var first = await SendAsync(http, HttpMethod.Get, url);
        var etag = first.Headers.ETag!.Tag;
        Assert.Equal("public, max-age=31536000, immutable", first.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("video/iso.segment", first.Content.Headers.ContentType!.MediaType);

        using var same = await SendAsync(http, HttpMethod.Get, url, ("If-None-Match", etag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var held = await SendAsync(http, HttpMethod.Get, url, ("Range", "bytes=0-9"), ("If-Range", etag));
        Assert.Equal(HttpStatusCode.PartialContent, held.StatusCode);
        using var changed = await SendAsync(http, HttpMethod.Get, url, ("Range", "bytes=0-9"), ("If-Range", "\"other\""));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var head = await SendAsync(http, HttpMethod.Head, url);
        Assert.Equal((HttpStatusCode.OK, first.Content.Headers.ContentLength, etag), (head.StatusCode, head.Content.Headers.ContentLength, head.Headers.ETag!.Tag));
    }

    [Fact]
    public async Task Playlist_IsSmallFreshAndForEveryPage()
    {
        var api = await studio.GetApiAsync();
        var session = await api.PlayAsync((await studio.GetTitleAsync()).Id, CancellationToken);
        var plain = await api.Http.GetStringAsync(session.HlsUrl, CancellationToken);

        using var zipped = await SendAsync(api.Http, HttpMethod.Get, session.HlsUrl, ("Accept-Encoding", "gzip"), ("Origin", "https://elsewhere.example"));
        Assert.Equal(["gzip"], zipped.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", zipped.Headers.Vary);
        Assert.Equal("*", zipped.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("public, max-age=30", zipped.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("application/vnd.apple.mpegurl", zipped.Content.Headers.ContentType!.MediaType);
        await using var unzipped = new System.IO.Compression.GZipStream(await zipped.Content.ReadAsStreamAsync(CancellationToken), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped);
        Assert.Equal(plain, await reader.ReadToEndAsync(CancellationToken));

        using var same = await SendAsync(api.Http, HttpMethod.Get, session.HlsUrl, ("Accept-Encoding", "gzip"), ("If-None-Match", zipped.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        using var head = await SendAsync(api.Http, HttpMethod.Head, session.HlsUrl);
        Assert.Equal((HttpStatusCode.OK, (long?)plain.Length), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Fact]
    public async Task Preflight_FromAnotherOrigin_AllowsRangesAndCmcd()
    {
        var (http, url) = await SegmentAsync();
        using var response = await SendAsync(http, HttpMethod.Options, url, ("Origin", "https://elsewhere.example"), ("Access-Control-Request-Method", "GET"), ("Access-Control-Request-Headers", "range,cmcd-request"));
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains("GET", response.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
        var headers = response.Headers.GetValues("Access-Control-Allow-Headers").Single();
        Assert.Contains("Range", headers, StringComparison.Ordinal);
        Assert.Contains("CMCD-Request", headers, StringComparison.Ordinal);
    }

    [Fact(Timeout = 120_000)]
    public async Task Delete_Title_TakesItsMediaAway()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var api = await studio.GetApiAsync();
        var title = await api.PublishAsync(await sources.Library.GetAsync(OddSources.Plain), "Short-lived", cancellationToken);
        var session = await api.PlayAsync(title.Id, cancellationToken);
        var segment = session.UrlOf($"{title.Video[0].Id}/0.m4s");
        using (var before = await api.Http.GetAsync(segment, cancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        using var deleted = await api.Http.DeleteAsync($"/v1/titles/{title.Id}", cancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        foreach (var url in new[] { session.HlsUrl, segment })
        {
            using var playlist = await EventuallyAsync(() => api.Http.GetAsync(url, cancellationToken), HttpStatusCode.NotFound, cancellationToken);
            await Problem.AssertAsync(playlist, HttpStatusCode.NotFound, "media-not-found");
        }

        using var start = await api.Http.PostAsync("/v1/playback/sessions", System.Net.Http.Json.JsonContent.Create(new { titleId = title.Id }), cancellationToken);
        await Problem.AssertAsync(start, HttpStatusCode.NotFound, "title-not-found");
    }

    /// <summary>Files are removed in the background, which tells nobody when it is done.</summary>
    private static async Task<HttpResponseMessage> EventuallyAsync(Func<Task<HttpResponseMessage>> ask, HttpStatusCode wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            var response = await ask();
            if (response.StatusCode == wanted)
            {
                return response;
            }

            response.Dispose();
            await Task.Delay(100, cancellationToken);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string url, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await http.SendAsync(request, CancellationToken);
    }

    private async Task<(HttpClient Http, string Url)> SegmentAsync()
    {
        var api = await studio.GetApiAsync();
        var title = await studio.GetTitleAsync();
        return (api.Http, (await api.PlayAsync(title.Id, CancellationToken)).UrlOf($"{title.Video[0].Id}/3.m4s"));
    }
}
