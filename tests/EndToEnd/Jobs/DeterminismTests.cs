using System.Diagnostics;
using StreamVerse.Encoding.Tests;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.EndToEnd.Tests.Sources;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Jobs;

/// <summary>A job that was disturbed in any way ends with the files of one that was left alone.</summary>
public sealed class DeterminismTests(SourceFolder sources) : IClassFixture<SourceFolder>
{
    private const int Kills = 10;

    [Fact(Timeout = 600_000)]
    public async Task Job_ServerKilledTenTimes_EndsWithTheSameBytes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        var source = await SourceAsync();
        var clock = Stopwatch.StartNew();
        var expected = await UndisturbedAsync(source, cancellationToken);
        var undisturbed = clock.Elapsed;

        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);
        string id;
        using (var api = new ApiClient(server.Address))
        {
            id = await api.UploadAsync(source, "Killed", cancellationToken);
        }

        for (var kill = 0; kill < Kills; kill++)
        {
            // A random moment is what is tested, so this waits for nothing but time.
            await Task.Delay(random.NextDouble() * undisturbed / 4, cancellationToken);
            await server.KillAsync();
            await server.StartAsync(cancellationToken);
        }

        using (var api = new ApiClient(server.Address))
        {
            await api.WaitAsync(id, title => title.State == "published", cancellationToken);
        }

        Assert.Equal(expected, VersionFolder.Digests(server.DataPath, id));
    }

    [Fact(Timeout = 300_000)]
    public async Task Job_EncodersKilled_AreTriedAgainAndEndWithTheSameBytes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var source = await SourceAsync();
        var expected = await UndisturbedAsync(source, cancellationToken);
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);
        using var api = new ApiClient(server.Address);
        var id = await api.UploadAsync(source, "Killed encoders", cancellationToken);
        await api.WaitAsync(id, title => title.State == "transcoding", cancellationToken);

        var killed = new HashSet<int>();
        while (killed.Count < 3)
        {
            foreach (var encoder in VersionFolder.Encoders(server).Where(killed.Add))
            {
                await Ffmpeg.TryRunAsync("kill", "-9", $"{encoder}");
            }

            await Task.Delay(20, cancellationToken);
        }

        await api.WaitAsync(id, title => title.State == "published", cancellationToken);
        Assert.Equal(expected, VersionFolder.Digests(server.DataPath, id));
    }

    [Fact(Timeout = 300_000)]
    public async Task Job_EncodersKilledUntilItGivesUp_SaysWhyAndCanBeRetried()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["StreamVerse:Transcoding:MaxTries"] = "1" };
        await using var server = await Studio.StartAsync(folder.File("data"), settings, cancellationToken);
        using var api = new ApiClient(server.Address);
        var id = await api.UploadAsync(await SourceAsync(), "Given up", cancellationToken);
        await api.WaitAsync(id, title => title.State == "transcoding", cancellationToken);
        var failed = api.WaitAsync(id, title => title.State == "failed", cancellationToken);
        while (!failed.IsCompleted)
        {
            foreach (var encoder in VersionFolder.Encoders(server))
            {
                await Ffmpeg.TryRunAsync("kill", "-9", $"{encoder}");
            }

            await Task.Delay(20, cancellationToken);
        }

        Assert.Equal("encoder-killed", (await failed).Error?.Code);
        using var retried = await api.Http.PostAsync($"/v1/titles/{id}/retry", content: null, cancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, retried.StatusCode);
        await api.WaitAsync(id, title => title.State == "published", cancellationToken);
    }

    private Task<string> SourceAsync() => sources.Library.GetAsync(new SourceRecipe(
        "chunks.mkv",
        "-f lavfi -i testsrc2=s=256x144:r=25:d=70 -f lavfi -i sine=d=70 -c:v libx264 -preset ultrafast -c:a aac"));

    private static async Task<string[]> UndisturbedAsync(string source, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);
        using var api = new ApiClient(server.Address);
        var title = await api.PublishAsync(source, "Undisturbed", cancellationToken);
        return VersionFolder.Digests(server.DataPath, title.Id);
    }
}
