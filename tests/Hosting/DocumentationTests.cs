using System.Globalization;
using StreamVerse.Storage.Relational.Membership;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests;

/// <summary>What <c>docs</c> says of defaults, against the code.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public async Task Architecture_DeadlinesOfCalls_AreTheDefaults()
    {
        ClusterOptions cluster = new();
        var text = await File.ReadAllTextAsync(RepositoryRoot.Combine("docs", "architecture.md"), TestContext.Current.CancellationToken);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"A call has {cluster.CallTimeout.TotalSeconds} s between silos and {cluster.ClientCallTimeout.TotalSeconds} s from a gateway"),
            text,
            StringComparison.Ordinal);
    }

    /// <summary>Paths in a data folder are set by <c>up</c>; other programs know no such folder.</summary>
    [Theory]
    [InlineData("data/scratch")]
    [InlineData("data/keys/playback.json")]
    [InlineData("data/streamverse.db")]
    [InlineData("data/objects")]
    public async Task Configuration_PathOfTheDataFolder_IsSaidToBeOfUpAlone(string path)
    {
        var lines = await File.ReadAllLinesAsync(RepositoryRoot.Combine("docs", "configuration.md"), TestContext.Current.CancellationToken);
        var line = Assert.Single(lines, line => line.Contains($"`{path}`", StringComparison.Ordinal));
        Assert.Contains($"(`up`: `{path}`)", line, StringComparison.Ordinal);
    }
}
