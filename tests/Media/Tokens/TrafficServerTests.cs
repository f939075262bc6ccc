using System.Net;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Media.Tests.Tokens;

public sealed class TrafficServerTests
{
    [Fact]
    public async Task Issue_ForARealEdge_GrantsThePathAndNothingElseAndSharesTheCache()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var old = new TokenKeyRing(TokenKey.Create("k1"));
        var rotated = old.Rotate(TokenKey.Create("k2"));
        await using var edge = await TrafficServer.StartAsync(rotated, "streamverse", cancellationToken);
        using var client = new HttpClient { BaseAddress = edge.Address };
        var token = Issue(rotated);

        Assert.Equal((HttpStatusCode.OK, "/media/t1/3/v720/0.m4s"), await GetAsync("3", token));
        Assert.Equal((HttpStatusCode.OK, "/media/t1/3/v720/0.m4s"), await GetAsync("3", Issue(old)));
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("4", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("33", token)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("3", Issue(new TokenKeyRing(TokenKey.Create("k1"))))).Status);
        Assert.Equal(["/media/t1/3/v720/0.m4s"], edge.OriginPaths);

        static string Issue(TokenKeyRing keys) => new PlaybackTokenSigner(keys, "streamverse", TimeProvider.System).Issue("t1", "3", TimeSpan.FromMinutes(5)).Jwt;

        async Task<(HttpStatusCode Status, string Body)> GetAsync(string version, string jwt)
        {
            using var response = await client.GetAsync(new Uri(PlaybackPath.Compose("t1", version, jwt, "v720/0.m4s"), UriKind.Relative), cancellationToken);
            return (response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
        }
    }
}
