using Microsoft.Extensions.Options;
using StreamVerse.Storage.Diagnosis;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Tests.Objects.Folder;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Diagnosis;

public sealed class FolderExaminationTests
{
    [Fact]
    public async Task RunAsync_FolderInUse_AllIsWellButUrlsAndNothingIsLeft()
    {
        using FolderStores stores = new();
        var store = await stores.OpenAsync();
        var found = await ExamineAsync(stores.Root, store);
        Assert.Equal("presigned GET, presigned PUT, CORS preflight, CORS ranged GET", found.Names(FindingStatus.Skipped));
        Assert.Equal("", found.Names(FindingStatus.Missing));
        Assert.Empty(Directory.EnumerateFiles(stores.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task RunAsync_FolderNotThereYet_IsTriedBesideAndLeavesNothing()
    {
        using TempFolder folder = new();
        var found = await ExamineAsync(folder.File("data/objects"), null!);
        Assert.Equal("", found.Names(FindingStatus.Missing));
        Assert.Contains("a start makes it", found["reach"].Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task RunAsync_FolderThatCannotBe_SaysWhich()
    {
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("file"), "", TestContext.Current.CancellationToken);
        var found = await ExamineAsync(folder.File("file/objects"), null!);
        Assert.Equal("reach", found.Names(FindingStatus.Missing));
        Assert.Contains(folder.File("file"), found["reach"].Detail, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyDictionary<string, Finding>> ExamineAsync(string root, IObjectStore store)
    {
        ObjectStoreExamination examination = new(new Lazy<IObjectStore>(() => store), Options.Create(new ObjectStoreOptions { Folder = { Path = root } }), TimeProvider.System);
        return Findings.OfAsync(examination.RunAsync("http://127.0.0.1:8080", TestContext.Current.CancellationToken));
    }
}
