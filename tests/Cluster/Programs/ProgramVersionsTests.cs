using StreamVerse.Cluster.Programs;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Programs;

public sealed class ProgramVersionsTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly string _program;
    private readonly string _copies;

    public ProgramVersionsTests()
    {
        _copies = _temp.File("copies");
        _program = _temp.File("built/Program.dll");
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_program)!, "runtimes"));
        File.WriteAllText(_program, "old");
        File.WriteAllText(_temp.File("built/runtimes/native.so"), "native");
    }

    [Fact]
    public void Take_ABuildWritesOverTheProgram_KeepsTheOldOneAndGivesTheNew()
    {
        var versions = new ProgramVersions(_copies);
        var old = versions.Take(_program);
        Assert.Equal(old, versions.Take(_program));
        File.WriteAllText(_program, "the new one");
        var taken = versions.Take(_program);
        Assert.Equal(("old", "the new one"), (File.ReadAllText(old), File.ReadAllText(taken)));
        Assert.Equal("native", File.ReadAllText(Path.Combine(Path.GetDirectoryName(taken)!, "runtimes", "native.so")));
    }

    [Fact]
    public void RemoveOthers_CopiesOfAnEarlierCluster_KeepsThoseTakenNow()
    {
        var old = new ProgramVersions(_copies).Take(_program);
        File.WriteAllText(_program, "the new one");
        var versions = new ProgramVersions(_copies);
        var taken = versions.Take(_program);
        versions.RemoveOthers();
        Assert.Equal((false, true), (File.Exists(old), File.Exists(taken)));
    }

    public void Dispose() => _temp.Dispose();
}
