using StreamVerse.Cluster.Stores;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Stores;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    private string Data => _temp.File("data");

    [Fact]
    public void Find_NoDataYet_IsTheNewest()
    {
        Install("9.6", "17", "16");
        Assert.Equal(_temp.File("17/bin"), PostgresBinaries.Find(_temp.Path, Data));
    }

    [Fact]
    public void Find_DataOfAnOlderVersion_IsThatVersion()
    {
        Install("16", "17");
        MakeData("16");
        Assert.Equal(_temp.File("16/bin"), PostgresBinaries.Find(_temp.Path, Data));
    }

    [Fact]
    public void Find_DataOfAVersionThatIsNotInstalled_NamesAll()
    {
        Install("16", "17");
        MakeData("15");
        var fault = Assert.Throws<IOException>(() => PostgresBinaries.Find(_temp.Path, Data)).Message;
        Assert.Contains("PostgreSQL 15, which is not installed (installed: 16, 17)", fault, StringComparison.Ordinal);
        Assert.Contains("postgresql-15", fault, StringComparison.Ordinal);
        Assert.Contains(Data, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NothingIsInstalled_SaysHowToInstallIt() =>
        Assert.Contains("apt-get install postgresql", Assert.Throws<IOException>(() => PostgresBinaries.Find(_temp.File("none"), Data)).Message, StringComparison.Ordinal);

    public void Dispose() => _temp.Dispose();

    private void Install(params string[] versions)
    {
        foreach (var version in versions)
        {
            Directory.CreateDirectory(_temp.File($"{version}/bin"));
            File.WriteAllText(_temp.File($"{version}/bin/initdb"), "");
        }
    }

    private void MakeData(string version)
    {
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "PG_VERSION"), version + "\n");
    }
}
