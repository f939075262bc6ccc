using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Gateway.Playback;
using StreamVerse.Media.Tokens;
using StreamVerse.Testing;

namespace StreamVerse.Gateway.Tests.Playback;

/// <summary>Keys rotate, and break, without ending sessions.</summary>
public sealed class PlaybackTokensTests : IDisposable
{
    private const string First = """{"kid":"first","k":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}""";
    private const string Second = """{"kid":"second","k":"_wECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}""";

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private int _changes;

    private string KeyFile => _folder.File("keys.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reload_KeyPutInFront_OldTokensStayValid()
    {
        Write($"[{First}]");
        using var tokens = NewTokens();
        var old = Issue(tokens);
        Write($"[{Second},{First}]");
        var rotated = Issue(tokens);
        Assert.NotEqual(old.Split('.')[0], rotated.Split('.')[0]);
        Assert.Equal([PlaybackTokenStatus.Valid, PlaybackTokenStatus.Valid], [Verify(tokens, old), Verify(tokens, rotated)]);

        Write($"[{Second}]");
        Assert.NotEqual(PlaybackTokenStatus.Valid, Verify(tokens, old));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("""[{"kid":"a","k":"!"}]""")]
    public void Reload_BrokenFile_OldKeysStay(string broken)
    {
        Write($"[{First}]");
        using var tokens = NewTokens();
        var token = Issue(tokens);
        Write(broken);
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(tokens, token));
        Write($"[{Second},{First}]");
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(tokens, Issue(tokens)));
    }

    [Fact]
    public void Reload_FileGone_OldKeysStayAndNoneIsMadeUp()
    {
        Write($"[{First}]");
        using var tokens = NewTokens();
        var token = Issue(tokens);
        File.Delete(KeyFile);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(tokens, token));
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public void Start_NoFile_MakesOneForItsOwnerAlone()
    {
        using var tokens = NewTokens();
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(tokens, Issue(tokens)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    private static string Issue(PlaybackTokens tokens) => tokens.Issue("0123456789abcdef0123456789abcdef", "1", TimeSpan.FromHours(1)).Jwt;

    private static PlaybackTokenStatus Verify(PlaybackTokens tokens, string jwt)
    {
        Assert.True(PlaybackPath.TryParse(PlaybackPath.Compose("0123456789abcdef0123456789abcdef", "1", jwt, "index.m3u8"), out var path));
        return tokens.Verify(path);
    }

    private PlaybackTokens NewTokens() =>
        new(Options.Create(new PlaybackKeyOptions { KeyFile = KeyFile }), _clock, NullLogger<PlaybackTokens>.Instance);

    /// <summary>Writes the file with a time of its own, as file systems may be coarse, and lets the tokens look.</summary>
    private void Write(string keys)
    {
        File.WriteAllText(KeyFile, keys);
        File.SetLastWriteTimeUtc(KeyFile, DateTime.UtcNow.AddSeconds(++_changes));
        _clock.Advance(TimeSpan.FromSeconds(3));
    }
}
