using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Uploads;

/// <summary>A server that receives as many uploads as it may is no failure for a client that tries again.</summary>
public sealed class TransferCapTests
{
    private const int MiB = 1 << 20;

    [Fact(Timeout = 120_000)]
    public async Task Upload_AllTransfersTaken_GetsThroughByTusJsClientsRetries()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string> { ["StreamVerse:Gateway:MaxTransfers"] = "1", ["StreamVerse:Gateway:UploadReadTimeout"] = "00:01:00" };
        await using var server = await Studio.StartAsync(folder.File("data"), settings, cancellationToken);
        using var api = new ApiClient(server.Address);
        var path = folder.File("file.bin");
        await File.WriteAllBytesAsync(path, new byte[3 * MiB], cancellationToken);

        // A connection that says no more, and keeps its place.
        var other = await api.Http.BeginAsync(20 * MiB, cancellationToken);
        await using var proxy = new StallingProxy(server.Address.Port, 10 * MiB);
        using var pulled = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{proxy.Port}") };
        var hanging = pulled.AppendAsync(other, 0, new ByteArrayContent(new byte[20 * MiB]), cancellationToken);
        await proxy.Stalled.WaitAsync(cancellationToken);

        using var client = TusClient.Start(server.Address, path, MiB);
        Assert.Equal(503, await client.RetryAsync(cancellationToken));
        await proxy.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging);
        var id = await client.FinishAsync(cancellationToken);

        await api.WaitAsync(id, title => title.State is not "uploaded", cancellationToken);
        Assert.InRange(client.Retries, 1, 60);
        Assert.Equal(3 * MiB, new FileInfo(Path.Combine(server.DataPath, "objects", "content", "sources", id)).Length);
    }
}
