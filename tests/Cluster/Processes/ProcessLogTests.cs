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
}
