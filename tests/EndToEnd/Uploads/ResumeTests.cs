using System.Diagnostics;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.EndToEnd.Tests.Sources;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Uploads;

/// <summary>Uploads that are interrupted go on and arrive whole.</summary>
[Collection<RealTime>]
public sealed class ResumeTests(Studio studio, SourceFolder sources) : IClassFixture<SourceFolder>
{
    private const int MiB = 1 << 20;

    [Fact(Timeout = 180_000)]
    public async Task Upload_ByTusJsClient_ArrivesWholeAndIsPublished()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var server = await studio.GetServerAsync();
        var path = await LargeFileAsync();
        using var client = TusClient.Start(server.Address, path, 5 * MiB);

        var id = await client.FinishAsync(cancellationToken);

        await (await studio.GetApiAsync()).WaitAsync(id, title => title.State == "published", cancellationToken);
        AssertWhole(server, id, path);
    }

    [Fact(Timeout = 180_000)]
    public async Task Upload_ServerKilledMidway_GoesOnAfterItsRestart()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var path = await LargeFileAsync();
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), settings: null, cancellationToken);
        await using var proxy = new StallingProxy(server.Address.Port, 14 * MiB);
        using var client = TusClient.Start(new Uri($"http://127.0.0.1:{proxy.Port}"), path, 5 * MiB);
        await proxy.Stalled.WaitAsync(cancellationToken);

        await server.KillAsync();
        await server.StartAsync(cancellationToken);
        var id = await client.FinishAsync(cancellationToken);

        Assert.InRange(client.Retries, 1, 60);
        using var api = new ApiClient(server.Address);
        await api.WaitAsync(id, title => title.State is not "uploaded", cancellationToken);
        AssertWhole(server, id, path);
    }

    [Fact(Timeout = 180_000)]
    public async Task Upload_OldConnectionHangs_GoesOnInLessThanFiveSeconds()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var server = await studio.GetServerAsync();
        var api = await studio.GetApiAsync();
        var path = await LargeFileAsync();
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        var upload = await api.Http.BeginAsync(bytes.Length, cancellationToken);
        await using var proxy = new StallingProxy(server.Address.Port, 12 * MiB);
        using var pulled = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{proxy.Port}") };
        var hanging = pulled.AppendAsync(upload, 0, new ByteArrayContent(bytes), cancellationToken);
        await proxy.Stalled.WaitAsync(cancellationToken);

        var clock = Stopwatch.StartNew();
        using var found = await api.Http.FindAsync(upload, cancellationToken);
        var offset = found.Offset();
        using var rest = await api.Http.AppendAsync(upload, offset, new ByteArrayContent(bytes, (int)offset, bytes.Length - (int)offset), cancellationToken);
        clock.Stop();

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed} to go on.");
        Assert.True(offset > 0, "Nothing was kept of what had arrived.");
        var id = rest.Content.Headers.ContentLocation!.OriginalString.Split('/')[^1];
        await api.WaitAsync(id, title => title.State is not "uploaded", cancellationToken);
        AssertWhole(server, id, path);

        // The pulled connection never hears of its end; its client gives up with the proxy.
        await proxy.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
    }

    /// <summary>26 MB of plain pictures: several parts to send, and little to encode.</summary>
    private Task<string> LargeFileAsync() => sources.Library.GetAsync(new SourceRecipe("large.avi", "-f lavfi -i testsrc2=s=640x360:r=25:d=3 -c:v rawvideo -pix_fmt yuv420p"));

    private static void AssertWhole(LocalServer server, string titleId, string path) =>
        Assert.True(File.ReadAllBytes(Path.Combine(server.DataPath, "objects", "content", "sources", titleId)).AsSpan().SequenceEqual(File.ReadAllBytes(path)), "The stored source is not the file that was sent.");
}
