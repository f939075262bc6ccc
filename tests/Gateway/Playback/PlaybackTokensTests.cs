using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Gateway.Playback;
using StreamVerse.Gateway.Tests.Hosting;
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

    /// <summary>As Kubernetes replaces the files of a secret: a link to a folder is turned, the links to its files stay.</summary>
    [Fact]
    public void Reload_FolderBehindTheFilesLinkIsReplaced_NewKeysCount()
    {
        using MountedSecret secret = new(_folder.Path, "keys.json", $"[{First}]");
        using var tokens = NewTokens();
        var old = Issue(tokens);
        secret.Replace($"[{Second},{First}]");
        _clock.Advance(TimeSpan.FromSeconds(3));
        var rotated = Issue(tokens);
        Assert.NotEqual(old.Split('.')[0], rotated.Split('.')[0]);
        Assert.Equal(PlaybackTokenStatus.Valid, Verify(tokens, old));
    }

    [Fact]
    public void AddAndPromote_OfAKeyFile_NoTokenIsEverRefused()
    {
        var now = _clock.GetUtcNow();
        TokenKeyFile.Add(KeyFile, now);
        using var first = NewTokens();
        var old = Issue(first);

        // Another gateway that reads the file at other times than the first.
        var added = TokenKeyFile.Add(KeyFile, now.AddSeconds(1));
        using var second = NewTokens();
        Assert.Equal(old.Split('.')[0], Issue(second).Split('.')[0]);
        Look();
        Assert.Equal(added, TokenKeyFile.Promote(KeyFile));
        using var third = NewTokens();
        var rotated = Issue(third);
        Assert.NotEqual(old.Split('.')[0], rotated.Split('.')[0]);
        Assert.All([first, second, third], tokens => Assert.Equal([PlaybackTokenStatus.Valid, PlaybackTokenStatus.Valid], [Verify(tokens, old), Verify(tokens, rotated)]));
    }

    [Fact]
    public void Add_TwelveTimes_KeepsTheOneThatSignsAndTheNewest()
    {
        var now = _clock.GetUtcNow();
        var ids = Enumerable.Range(0, 12).Select(second => TokenKeyFile.Add(KeyFile, now.AddSeconds(second))).ToList();
        var ring = TokenKeyFile.Read(KeyFile);
        Assert.Equal(ids[0], ring.Current.Id);
        Assert.Equal(ids[^7..].Reverse<string>(), ring.Previous.Select(static key => key.Id));
    }

    [Fact]
    public void AddAndPromote_WhatCannotBe_SayWhy()
    {
        var missing = Assert.Throws<InvalidDataException>(() => TokenKeyFile.Promote(KeyFile));
        Assert.Contains($"There is no key file {KeyFile}", missing.Message, StringComparison.Ordinal);
        TokenKeyFile.Add(KeyFile, _clock.GetUtcNow());
        Assert.Contains("has one key only", Assert.Throws<InvalidDataException>(() => TokenKeyFile.Promote(KeyFile)).Message, StringComparison.Ordinal);
        Assert.Contains("this very second", Assert.Throws<InvalidDataException>(() => TokenKeyFile.Add(KeyFile, _clock.GetUtcNow())).Message, StringComparison.Ordinal);
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
        Look();
    }

    private void Look()
    {
        File.SetLastWriteTimeUtc(KeyFile, DateTime.UtcNow.AddSeconds(++_changes));
        _clock.Advance(TimeSpan.FromSeconds(3));
    }
}
