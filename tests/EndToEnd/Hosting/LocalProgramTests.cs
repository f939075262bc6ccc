using System.Diagnostics;
using System.Net;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.EndToEnd.Tests.Jobs;
using StreamVerse.EndToEnd.Tests.Sources;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Hosting;

/// <summary>The program as its operator meets it: what it refuses, and how it starts and ends.</summary>
[Collection<RealTime>]
public sealed class LocalProgramTests(SourceFolder sources) : IClassFixture<SourceFolder>
{
    [Theory(Timeout = 60_000)]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.1")]
    public async Task Start_AddressThatOthersReach_IsRefused(string host)
    {
        Studio.RequireProgram();
        using var folder = new TempFolder();
        var (exitCode, _, errors) = await LocalServer.RunAsync(["--host", host, "--port", "0", "--data", folder.File("data")], TestContext.Current.CancellationToken);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("loopback", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact(Timeout = 120_000)]
    public async Task Start_DataFolderOrPortInUse_IsOneClearLine()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);
        AssertOneLine(await LocalServer.RunAsync(["--port", "0", "--data", folder.File("data"), "--no-demo"], cancellationToken), "--data");
        AssertOneLine(await LocalServer.RunAsync(["--port", $"{server.Address.Port}", "--data", folder.File("other"), "--no-demo"], cancellationToken), $"{server.Address.Port}");
    }

    [Fact(Timeout = 180_000)]
    public async Task Doctor_BesideARunningServer_FindsItAndChangesNothing()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);

        // The server's own last file: what its encoders proved.
        while (!Files(folder).Exists(static file => file.EndsWith(".encoders.json", StringComparison.Ordinal)))
        {
            await Task.Delay(100, cancellationToken);
        }

        var before = Files(folder);
        var (exitCode, output, errors) = await LocalServer.RunAsync(["doctor", "--data", folder.File("data"), "--port", $"{server.Address.Port}"], cancellationToken);
        Assert.Equal("", errors);
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("MISS", output, StringComparison.Ordinal);
        Assert.Contains("StreamVerse itself answers", output, StringComparison.Ordinal);
        Assert.Contains("scripts have run", output, StringComparison.Ordinal);
        Assert.Equal(before, Files(folder));
        using var api = new HttpClient { BaseAddress = server.Address };
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync("/health/ready", cancellationToken)).StatusCode);
    }

    [Fact(Timeout = 180_000)]
    public async Task Doctor_StoresAreAway_TellsOfEachAndOfNoSecret()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Studio.RequireProgram();
        using var folder = new TempFolder();
        var (exitCode, output, _) = await LocalServer.RunAsync(["doctor", "--data", folder.File("data"), "--port", "0"], cancellationToken, new Dictionary<string, string>
        {
            ["StreamVerse:Relational:Provider"] = "postgres",
            ["StreamVerse:Relational:ConnectionString"] = "Host=127.0.0.1;Port=1;Username=a;Password=a-secret;Database=c",
            ["StreamVerse:Objects:Provider"] = "s3",
            ["StreamVerse:Objects:S3:Endpoint"] = "http://127.0.0.1:1",
            ["StreamVerse:Objects:S3:AccessKey"] = "a",
            ["StreamVerse:Objects:S3:SecretKey"] = "a-secret",
            ["StreamVerse:Objects:S3:MaxAttempts"] = "1",
            ["StreamVerse:Encoding:FfprobePath"] = "/no/ffprobe",
        });
        Assert.Equal(1, exitCode);
        foreach (var missing in (string[])["relational: schema", "objects: put", "objects: multipart", "ffprobe"])
        {
            Assert.Contains(output.Split('\n'), line => line.StartsWith("  MISS", StringComparison.Ordinal) && line.Contains(missing, StringComparison.Ordinal));
        }

        Assert.DoesNotContain("a-secret", output, StringComparison.Ordinal);
        Assert.Empty(Files(folder));
    }

    [Fact(Timeout = 180_000)]
    public async Task Start_Again_FindsItsTitles()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);
        string id, url;
        using (var api = new ApiClient(server.Address))
        {
            id = (await api.PublishAsync(await sources.Library.GetAsync(OddSources.Plain), "Kept", cancellationToken)).Id;
            url = (await api.PlayAsync(id, cancellationToken)).HlsUrl;
        }

        Assert.Equal(0, await server.StopAsync());
        await server.StartAsync(cancellationToken);
        using (var api = new ApiClient(server.Address))
        {
            Assert.Equal("published", (await api.GetTitleAsync(id, cancellationToken)).State);
            using var playlist = await api.Http.GetAsync(url, cancellationToken);
            Assert.Equal(HttpStatusCode.OK, playlist.StatusCode);
        }
    }

    [Fact(Timeout = 180_000)]
    public async Task Interrupt_WhileEncoding_EndsSoonAndLeavesNoEncoder()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);
        using var api = new ApiClient(server.Address);
        var source = await sources.Library.GetAsync(new SourceRecipe("long.mkv", "-f lavfi -i testsrc2=s=854x480:r=25:d=60 -c:v libx264 -preset ultrafast"));
        var id = await api.UploadAsync(source, "Interrupted", cancellationToken);
        await api.WaitAsync(id, title => title.State == "transcoding", cancellationToken);
        IReadOnlyList<int> encoders;
        while ((encoders = VersionFolder.Encoders(server)).Count == 0)
        {
            await Task.Delay(10, cancellationToken);
        }

        var clock = Stopwatch.StartNew();
        var exitCode = await server.StopAsync("INT");

        Assert.Equal(0, exitCode);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"Ctrl-C took {clock.Elapsed}.");
        Assert.All(encoders, encoder => Assert.False(Directory.Exists($"/proc/{encoder}"), $"ffmpeg {encoder} still runs."));
    }

    private static List<string> Files(TempFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static void AssertOneLine((int ExitCode, string Output, string Errors) end, string named)
    {
        Assert.InRange(end.ExitCode, 1, 2);
        var line = Assert.Single(end.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", end.Output, StringComparison.Ordinal);
    }
}
