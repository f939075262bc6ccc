using StreamVerse.Encoding.Tests;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Jobs;

/// <summary>A job that was disturbed in any way ends with the files of one that was left alone.</summary>
public sealed class DeterminismTests(UndisturbedJob undisturbed) : IClassFixture<UndisturbedJob>
{
    private const int Kills = 10;

    [Fact(Timeout = 600_000)]
    public async Task Job_ServerKilledTenTimes_EndsWithTheSameBytes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        var source = await undisturbed.GetSourceAsync();
        var expected = await undisturbed.GetDigestsAsync();

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
            await Task.Delay(random.NextDouble() * undisturbed.Duration / 4, cancellationToken);
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
        var source = await undisturbed.GetSourceAsync();
        var expected = await undisturbed.GetDigestsAsync();
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
}
