using System.Net;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Playback;

/// <summary>Who may fetch media.</summary>
public sealed class TokenTests(Studio studio)
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_TamperedToken_Is403()
    {
        var (api, session, token) = await PlayAsync();
        var end = token.LastIndexOf('.') + 5;
        var tampered = $"{token[..end]}{(token[end] == 'A' ? 'B' : 'A')}{token[(end + 1)..]}";
        using var response = await api.Http.GetAsync(session.HlsUrl.Replace(token, tampered, StringComparison.Ordinal), CancellationToken);
        await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "token-invalid");
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task Fetch_ExpiredToken_Is403AndAnOwnSignatureIsKnown()
    {
        var (api, session, token) = await PlayAsync();
        var keyFile = KeyFile(await studio.GetServerAsync());
        var same = TestTokens.Resign(token, keyFile, _ => { });
        using var known = await api.Http.GetAsync(session.HlsUrl.Replace(token, same, StringComparison.Ordinal), CancellationToken);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);

        var expired = TestTokens.Resign(token, keyFile, claims => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-5).ToUnixTimeSeconds());
        using var response = await api.Http.GetAsync(session.HlsUrl.Replace(token, expired, StringComparison.Ordinal), CancellationToken);
        await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "token-expired");

        // Traffic Server takes such a token for one that never ends; ours must not.
        var endless = TestTokens.Resign(token, keyFile, claims => claims.Remove("exp"));
        using var refused = await api.Http.GetAsync(session.HlsUrl.Replace(token, endless, StringComparison.Ordinal), CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Fetch_OtherTitlesPath_Is403()
    {
        var (api, session, _) = await PlayAsync();
        var title = (await studio.GetTitleAsync()).Id;
        using var response = await api.Http.GetAsync(session.HlsUrl.Replace(title, Guid.NewGuid().ToString("N"), StringComparison.Ordinal), CancellationToken);
        await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "token-wrong-path");
    }

    [Theory]
    [InlineData("/media/x/1/index.m3u8")]
    [InlineData("/media/")]
    public async Task Fetch_NoToken_Is403(string path)
    {
        using var response = await (await studio.GetApiAsync()).Http.GetAsync(path, CancellationToken);
        await Problem.AssertAsync(response, HttpStatusCode.Forbidden, "token-missing");
    }

    [Theory]
    [InlineData("../../../../keys/playback.json")]
    [InlineData("%2e%2e/%2e%2e/keys/playback.json")]
    [InlineData("v480/..%2f..%2fstreamverse.db")]
    [InlineData("presentation.json%00.m3u8")]
    public async Task Fetch_PathOutOfTheTitle_IsRefused(string file)
    {
        var (api, session, _) = await PlayAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(api.Http.BaseAddress!, session.HlsUrl).ToString().Replace("index.m3u8", file, StringComparison.Ordinal), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        using var response = await api.Http.SendAsync(request, CancellationToken);

        // A path that climbs out of /media altogether is the web page's, as any unknown path.
        Assert.True(
            response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest || response.Content.Headers.ContentType?.MediaType == "text/html",
            $"{file} was answered with {response.StatusCode}.");
    }

    [Fact(Timeout = 60_000)]
    public async Task Rotate_NewKeyInFront_SignsFromThenOnAndEndsNoSession()
    {
        var (api, old, _) = await PlayAsync();
        var title = (await studio.GetTitleAsync()).Id;
        TestTokens.Rotate(KeyFile(await studio.GetServerAsync()), "rotated");

        ApiSession session;
        do
        {
            // The server looks at the file every two seconds and tells nobody.
            await Task.Delay(200, TestContext.Current.CancellationToken);
            session = await api.PlayAsync(title, CancellationToken);
        }
        while (TestTokens.KeyId(TestTokens.Of(session.HlsUrl)) != "rotated");

        foreach (var url in new[] { old.HlsUrl, session.HlsUrl })
        {
            using var response = await api.Http.GetAsync(url, CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    private static string KeyFile(LocalServer server) => Path.Combine(server.DataPath, "keys", "playback.json");

    private async Task<(ApiClient Api, ApiSession Session, string Token)> PlayAsync()
    {
        var api = await studio.GetApiAsync();
        var session = await api.PlayAsync((await studio.GetTitleAsync()).Id, CancellationToken);
        return (api, session, TestTokens.Of(session.HlsUrl));
    }
}
