using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Gateway.Tests.Hosting;
using StreamVerse.Gateway.Transcoding;
using StreamVerse.Testing;

namespace StreamVerse.Gateway.Tests.Transcoding;

/// <summary>The file that says which workers there are.</summary>
public sealed class WorkerCredentialTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    private string Path => _folder.File("workers.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Add_Twice_TheNewCredentialReplacesTheOld()
    {
        var old = WorkerCredentialFile.Add(Path, "w1", "local");
        var other = WorkerCredentialFile.Add(Path, "w2", "local");
        var now = WorkerCredentialFile.Add(Path, "w1", "local");

        var file = WorkerCredentialFile.Read(Path);
        Assert.Null(file.Find(old));
        Assert.Equal("w1", file.Find(now)!.Name);
        Assert.Equal("w2", file.Find(other)!.Name);
    }

    [Fact]
    public void Add_AnyCredential_IsNotInTheFile()
    {
        var credential = WorkerCredentialFile.Add(Path, "w1", "local");
        Assert.DoesNotContain(credential[WorkerCredentialFile.Prefix.Length..], File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("../x")]
    [InlineData("a b")]
    public void Add_NameThatCannotBeOne_IsRefused(string name) => Assert.Throws<InvalidDataException>(() => WorkerCredentialFile.Add(Path, name, "local"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""[{"name":"w1"}]""")]
    [InlineData("""[{"name":"w1","region":"local","sha256":"xyz"}]""")]
    public void Read_NotSuchAFile_SaysWhich(string text)
    {
        File.WriteAllText(Path, text);
        Assert.Contains(Path, Assert.Throws<InvalidDataException>(() => WorkerCredentialFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_LineRemoved_AccessEndsAtTheNextLook()
    {
        var credential = WorkerCredentialFile.Add(Path, "w1", "local");
        using WorkerCredentials credentials = new(Options.Create(new WorkerCredentialOptions { CredentialFile = Path }), _clock, NullLogger<WorkerCredentials>.Instance);
        Assert.NotNull(credentials.Find(credential));

        File.WriteAllText(Path, "[]");
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow.AddMinutes(1));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(credentials.Find(credential));
    }

    [Fact]
    public void Find_NoFile_IsSaidOnceAndTheFileCountsWhenItComes()
    {
        LogLines<WorkerCredentials> logger = new();
        using WorkerCredentials credentials = new(Options.Create(new WorkerCredentialOptions { CredentialFile = Path }), _clock, logger);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Contains("StreamVerse:Workers:CredentialFile", Assert.Single(logger.Lines), StringComparison.Ordinal);
        var credential = WorkerCredentialFile.Add(Path, "w1", "local");
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(credentials.Find(credential));
    }

    [Fact]
    public void Find_FileCannotBeRead_IsSaidOnceAndThoseKnownBeforeStay()
    {
        LogLines<WorkerCredentials> logger = new();
        var credential = WorkerCredentialFile.Add(Path, "w1", "local");
        using WorkerCredentials credentials = new(Options.Create(new WorkerCredentialOptions { CredentialFile = Path }), _clock, logger);
        File.WriteAllText(Path, "no JSON");
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.NotNull(credentials.Find(credential));
        Assert.Single(logger.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_FolderBehindTheFilesLinkIsReplaced_TheNewCredentialCounts()
    {
        var credential = WorkerCredentialFile.Add(Path, "w1", "local");
        var text = File.ReadAllText(Path);
        File.Delete(Path);
        using MountedSecret secret = new(_folder.Path, "workers.json", "[]");
        using WorkerCredentials credentials = new(Options.Create(new WorkerCredentialOptions { CredentialFile = Path }), _clock, NullLogger<WorkerCredentials>.Instance);
        Assert.Null(credentials.Find(credential));

        secret.Replace(text);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(credentials.Find(credential));
    }

    [Fact]
    public void Find_FileIsRemovedAndMadeAgain_AccessEndsAndComesBack()
    {
        using WorkerCredentials credentials = new(Options.Create(new WorkerCredentialOptions { CredentialFile = Path }), _clock, NullLogger<WorkerCredentials>.Instance);
        var credential = WorkerCredentialFile.Add(Path, "w1", "local");
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(credentials.Find(credential));

        var text = File.ReadAllText(Path);
        File.Delete(Path);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Null(credentials.Find(credential));

        File.WriteAllText(Path, text);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(credentials.Find(credential));
    }

    [Fact]
    public void Find_FileBecameUnreadable_KnownOnesStay()
    {
        var credential = WorkerCredentialFile.Add(Path, "w1", "local");
        using WorkerCredentials credentials = new(Options.Create(new WorkerCredentialOptions { CredentialFile = Path }), _clock, NullLogger<WorkerCredentials>.Instance);

        File.WriteAllText(Path, "half a fi");
        File.SetLastWriteTimeUtc(Path, DateTime.UtcNow.AddMinutes(1));
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.NotNull(credentials.Find(credential));
    }

    [Fact]
    public void Find_NoFileConfigured_LetsNobodyIn()
    {
        using WorkerCredentials credentials = new(Options.Create(new WorkerCredentialOptions()), _clock, NullLogger<WorkerCredentials>.Instance);
        Assert.Null(credentials.Find("svw_anything"));
    }
}
