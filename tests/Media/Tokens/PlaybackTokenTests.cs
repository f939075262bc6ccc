using System.Buffers.Text;
using System.Text;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Media.Tests.Tokens;

public sealed class PlaybackTokenTests
{
    private const string Issuer = "streamverse";
    private const string Title = "0198c2f4b7a07c2f9f1f6f0a5b3d2e11";
    private const string OurHeader = """{"typ":"JWT","alg":"HS256","kid":"k1"}""";

    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TokenKey s_key = new("k1", Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    private readonly FakeTimeProvider _time = new(s_now);

    [Fact]
    public void Sign_GoldVectorOfTrafficServer_GivesItsSignature()
    {
        // Computed by uri_signing with the key "SECRET00", base64url in its configuration.
        var signed = $"{Encode("""{"typ":"JWT","alg":"HS256"}""")}.{Encode("""{"iss":"issuer","exp":1923056084}""")}";

        Assert.Equal("zw_wFQ-wvrWmfPLGj3hAUWn-GOHkiJZi2but4KV0paY", Signature(Base64Url.DecodeFromChars("SECRET00"), signed));
    }

    [Fact]
    public async Task Verify_FromManyThreadsAtOnce_IsRightForEach()
    {
        var good = Issue();
        var bad = good[..^1] + (good[^1] == 'A' ? 'B' : 'A');

        var checks = await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(
            () => Enumerable.Range(0, 5_000).All(round => Verify((thread + round) % 2 == 0 ? good : bad)
                == ((thread + round) % 2 == 0 ? PlaybackTokenStatus.Valid : PlaybackTokenStatus.BadSignature)))));

        Assert.All(checks, Assert.True);
    }

    [Fact]
    public void Issue_ATitle_GivesTheExpectedToken()
    {
        var token = Signer(s_key).Issue("t1", "3", TimeSpan.FromMinutes(5));

        var parts = token.Jwt.Split('.');
        Assert.Equal(s_now.AddMinutes(5), token.ExpiresAt);
        Assert.Equal(OurHeader, Decode(parts[0]));
        Assert.Equal(
            $$"""{"iss":"streamverse","exp":{{token.ExpiresAt.ToUnixTimeSeconds()}},"cdniuc":"regex:https?://[^/]+/media/t1/3/.*"}""",
            Decode(parts[1]));
    }

    [Theory]
    [InlineData("index.m3u8")]
    [InlineData("v1080/1234.m4s")]
    [InlineData("thumbnails/3.jpg")]
    public void Verify_IssuedToken_GrantsEveryFileOfTheVersion(string file) =>
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(Issue(), file: file));

    [Theory]
    [InlineData("other", "1")]
    [InlineData(Title, "2")]
    [InlineData(Title, "11")]
    [InlineData(Title + "x", "1")]
    public void Verify_AnotherPath_IsWrongPath(string title, string version) =>
        Assert.Equal(PlaybackTokenStatus.WrongPath, Verify(Issue(), title, version));

    [Fact]
    public void Verify_AroundTheExpiry_IsExactToTheSecond()
    {
        var token = Issue();

        _time.SetUtcNow(s_now.AddMinutes(5).AddMilliseconds(-1));
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(token));
        _time.SetUtcNow(s_now.AddMinutes(5));
        Assert.Equal(PlaybackTokenStatus.Expired, Verify(token));
    }

    [Fact]
    public void Verify_AroundNotBefore_IsExactToTheSecond()
    {
        var token = Forge(claims: Claims($",\"nbf\":{s_now.ToUnixTimeSeconds() + 10}"));

        Assert.Equal(PlaybackTokenStatus.NotYetValid, Verify(token));
        _time.SetUtcNow(s_now.AddSeconds(10));
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(token));
    }

    [Property]
    public bool Verify_AnyFlippedBit_Fails(ushort place, byte bit)
    {
        var characters = Issue().ToCharArray();
        var index = place % characters.Length;
        characters[index] ^= (char)(1 << (bit % 7));
        return Verify(new string(characters)) != PlaybackTokenStatus.Valid;
    }

    [Fact]
    public void Verify_EveryOtherSpellingOfTheSignature_Fails()
    {
        // The last of 43 characters carries two bits that mean nothing.
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var token = Issue();

        Assert.Single(alphabet, last => Verify(token[..^1] + last) == PlaybackTokenStatus.Valid);
    }

    [Property]
    public bool Verify_AnyTruncation_Fails(ushort length)
    {
        var token = Issue();
        return Verify(token[..(length % token.Length)]) != PlaybackTokenStatus.Valid;
    }

    [Fact]
    public void Verify_AfterRotation_StillAcceptsTokensOfThePreviousKey()
    {
        var token = Issue();
        var rotated = new TokenKeyRing(s_key).Rotate(TokenKey.Create("k2"));

        Assert.Equal(PlaybackTokenStatus.Valid, Verify(token, keys: rotated));
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(new PlaybackTokenSigner(rotated, Issuer, _time).Issue(Title, "1", TimeSpan.FromMinutes(1)).Jwt, keys: rotated));
        Assert.Equal(PlaybackTokenStatus.UnknownKey, Verify(token, keys: new TokenKeyRing(TokenKey.Create("k2"))));
    }

    [Fact]
    public void Verify_AnotherSecretUnderTheSameId_IsBadSignature() =>
        Assert.Equal(PlaybackTokenStatus.BadSignature, Verify(Issue(), keys: new TokenKeyRing(TokenKey.Create("k1"))));

    [Theory]
    [InlineData("""{"alg":"none","typ":"JWT","kid":"k1"}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS512","typ":"JWT","kid":"k1"}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"RS256","typ":"JWT","kid":"k1"}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"typ":"JWT","kid":"k1"}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS256","kid":"k1","crit":["exp"]}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS256","alg":"none","kid":"k1"}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS256","kid":"k1","kid":"k1"}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS256","kid":1}""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS256","kid":"k1"} x""", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS256","kid":"k1""", PlaybackTokenStatus.Malformed)]
    [InlineData("[]", PlaybackTokenStatus.Malformed)]
    [InlineData("", PlaybackTokenStatus.Malformed)]
    [InlineData("""{"alg":"HS256","kid":"../k1"}""", PlaybackTokenStatus.UnknownKey)]
    [InlineData("""{"alg":"HS256","typ":"JWT"}""", PlaybackTokenStatus.UnknownKey)]
    [InlineData("""{ "kid": "k1", "alg": "HS256" }""", PlaybackTokenStatus.Valid)]
    public void Verify_AnotherHeader_IsJudgedBeforeAnythingElse(string header, PlaybackTokenStatus expected) =>
        Assert.Equal(expected, Verify(Forge(header)));

    [Theory]
    [InlineData("""{"iss":"streamverse","cdniuc":"C"}""")]
    [InlineData("""{"iss":"streamverse","exp":"4102444800","cdniuc":"C"}""")]
    [InlineData("""{"iss":"streamverse","exp":null,"cdniuc":"C"}""")]
    [InlineData("""{"iss":"streamverse","exp":1e99,"cdniuc":"C"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"exp":4102444800,"cdniuc":"C"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":1}""")]
    [InlineData("""{"exp":4102444800,"cdniuc":"C"}""")]
    [InlineData("""{"iss":"other","exp":4102444800,"cdniuc":"C"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C","jti":"1"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C","cdniip":"1.2.3.4"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C","cdnicrit":"x"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C","aud":"x"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C","cdniv":2}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C","nbf":"0"}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C"}{}""")]
    [InlineData("""{"iss":"streamverse","exp":4102444800,"cdniuc":"C" """)]
    [InlineData("""["iss"]""")]
    [InlineData("x")]
    public void Verify_SignedClaimsThatAreNotOurs_AreMalformed(string claims) =>
        Assert.Equal(PlaybackTokenStatus.Malformed, Verify(Forge(claims: claims.Replace("\"C\"", $"\"{Container}\"", StringComparison.Ordinal))));

    [Theory]
    [InlineData("regex:https?://[^/]+/media/" + Title + "/.*", PlaybackTokenStatus.Valid)]
    [InlineData("regex:https?:\\/\\/[^/]+\\/media\\/" + Title + "\\/1\\/.*", PlaybackTokenStatus.Valid)]
    [InlineData("regex:https?://[^/]+/media/" + Title + "/1.*", PlaybackTokenStatus.WrongPath)]
    [InlineData("regex:https?://[^/]+/media/.*/1/.*", PlaybackTokenStatus.WrongPath)]
    [InlineData("regex:https?://[^/]+/.*/.*", PlaybackTokenStatus.WrongPath)]
    [InlineData("regex:.*", PlaybackTokenStatus.WrongPath)]
    [InlineData("hash:https?://[^/]+/media/" + Title + "/1/.*", PlaybackTokenStatus.WrongPath)]
    [InlineData("", PlaybackTokenStatus.WrongPath)]
    public void Verify_OtherContainers_GrantOnlyPlainPrefixesThatEndAtABorder(string container, PlaybackTokenStatus expected) =>
        Assert.Equal(expected, Verify(Forge(claims: $$"""{"iss":"streamverse","exp":4102444800,"cdniuc":"{{container}}"}""")));

    [Theory]
    [InlineData("a")]
    [InlineData("..")]
    [InlineData("a.b.c")]
    [InlineData("a.b.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("é.b.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Verify_NoToken_IsMalformed(string token) => Assert.Equal(PlaybackTokenStatus.Malformed, Verify(token));

    [Fact]
    public void Verify_ValidOrExpired_AllocatesNothing()
    {
        var verifier = new PlaybackTokenVerifier(new TokenKeyRing(s_key), Issuer, TimeProvider.System);
        var jwt = new PlaybackTokenSigner(new TokenKeyRing(s_key), Issuer, TimeProvider.System).Issue(Title, "1", TimeSpan.FromHours(1)).Jwt;
        var path = PlaybackPath.Compose(Title, "1", jwt, "v720/17.m4s");
        Check(verifier, path);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Check(verifier, path);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Check(PlaybackTokenVerifier verifier, string path)
        {
            if (!PlaybackPath.TryParse(path, out var parsed) || verifier.Verify(parsed) != PlaybackTokenStatus.Valid)
            {
                throw new InvalidOperationException("The token should be valid.");
            }
        }
    }

    [Fact]
    public void ToString_OfKeysAndRings_ShowsNoSecret()
    {
        var secret = Convert.ToHexString(s_key.Secret);

        Assert.DoesNotContain(secret, $"{s_key} {new TokenKeyRing(s_key)}", StringComparison.OrdinalIgnoreCase);
        Assert.Equal("k1", s_key.ToString());
    }

    private static string Container => $"regex:https?://[^/]+/media/{Title}/1/.*";

    private static string Claims(string more = "") => $$"""{"iss":"streamverse","exp":4102444800,"cdniuc":"{{Container}}"{{more}}}""";

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Decode(string text) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));

    private static string Signature(ReadOnlySpan<byte> secret, string signed)
    {
        var signature = new byte[43];
        Jwt.Sign(new KeyedMac(secret), Encoding.ASCII.GetBytes(signed), signature);
        return Encoding.ASCII.GetString(signature);
    }

    private static string Forge(string header = OurHeader, string? claims = null)
    {
        var signed = $"{Encode(header)}.{Encode(claims ?? Claims())}";
        return $"{signed}.{Signature(s_key.Secret, signed)}";
    }

    private PlaybackTokenSigner Signer(TokenKey key) => new(new TokenKeyRing(key), Issuer, _time);

    private string Issue() => Signer(s_key).Issue(Title, "1", TimeSpan.FromMinutes(5)).Jwt;

    private PlaybackTokenStatus Verify(string token, string title = Title, string version = "1", string file = "index.m3u8", TokenKeyRing? keys = null) =>
        PlaybackPath.TryParse($"/media/{title}/{version};URISigningPackage={token}/{file}", out var path)
            ? new PlaybackTokenVerifier(keys ?? new TokenKeyRing(s_key), Issuer, _time).Verify(path)
            : PlaybackTokenStatus.Malformed;
}
