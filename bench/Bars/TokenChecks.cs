using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Bench.Bars;

/// <summary>What the gateway does with the token of every media request.</summary>
[MemoryDiagnoser]
public class TokenChecks
{
    private const string Title = "0198f3c2a7d94c1e8b5f6a7d8e9f0a1b";
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _message = RandomNumberGenerator.GetBytes(200);
    private readonly byte[] _mac = new byte[HMACSHA256.HashSizeInBytes];
    private string _path = "";
    private PlaybackTokenVerifier _verifier = null!;

    [GlobalSetup]
    public void Prepare()
    {
        var keys = new TokenKeyRing(TokenKey.Create("k20260101"));
        _verifier = new PlaybackTokenVerifier(keys, "streamverse", TimeProvider.System);
        var token = new PlaybackTokenSigner(keys, "streamverse", TimeProvider.System).Issue(Title, "1", TimeSpan.FromHours(6));
        _path = PlaybackPath.Compose(Title, "1", token.Jwt, "v1080/00042.m4s");
        if (Check() != PlaybackTokenStatus.Valid)
        {
            throw new InvalidOperationException("The token that is to be measured is not valid.");
        }
    }

    /// <summary>What every check of such a token needs at the least: one signature over as many bytes.</summary>
    public void Sign() => HMACSHA256.HashData(_secret, _message, _mac);

    [Benchmark]
    public PlaybackTokenStatus Check() => PlaybackPath.TryParse(_path, out var parsed) ? _verifier.Verify(parsed) : PlaybackTokenStatus.Malformed;
}
