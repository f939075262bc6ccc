using StreamVerse.Cluster.Processes;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Processes;

public sealed class ProcessLogTests
{
    [Fact]
    public void Write_MoreThanFits_PutsTheOldOneAside()
    {
        using TempFolder folder = new();
        var path = folder.File("a.log");
        using (var log = new ProcessLog(path, maxBytes: 100))
        {
            for (var line = 0; line < 30; line++)
            {
                log.Write($"line {line:00}");
            }

            Assert.Equal("line 29", log.TakeLast()[^1]);
            Assert.Empty(log.TakeLast());
        }

        Assert.InRange(new FileInfo(path).Length, 1, 108);
        Assert.InRange(new FileInfo(path + ".1").Length, 100, 108);
        Assert.Equal("line 29", File.ReadAllLines(path)[^1]);
    }

    [Fact]
    public void Write_FileCannotBeWritten_GoesOnAndSaysHowMuchIsMissing()
    {
        using TempFolder folder = new();
        var path = folder.File(Path.Combine("logs", "a.log"));
        using var log = new ProcessLog(path);
        log.Write("lost");
        log.Write("lost too");
        Assert.Equal(["lost", "lost too"], log.TakeLast());
        Directory.CreateDirectory(folder.File("logs"));
        log.Write("kept");
        log.Write("kept too");
        Assert.Equal(["(2 lines are missing here: they could not be written.)", "kept", "kept too"], ReadShared(path));
    }

    [Fact]
    public void Write_OldOneCannotBePutAside_GoesOnWhenItCan()
    {
        using TempFolder folder = new();
        var path = folder.File("a.log");
        Directory.CreateDirectory(path + ".1");
        using var log = new ProcessLog(path, maxBytes: 10);
        log.Write("0123456789");
        log.Write("lost");
        Directory.Delete(path + ".1");
        log.Write("kept");
        Assert.Equal("kept", ReadShared(path)[^1]);
        Assert.Equal(["0123456789"], ReadShared(path + ".1"));
    }

    /// <summary>The lines of a file that is being written.</summary>
    private static string[] ReadShared(string path)
    {
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
