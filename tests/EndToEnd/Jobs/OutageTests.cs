using System.Security.Cryptography;
using StreamVerse.Encoding.Tests;
using StreamVerse.EndToEnd.Tests.Collections;
using StreamVerse.Storage.Tests.Objects.Folder;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Jobs;

/// <summary>Faults that last longer than a job's patience: a reason for people, then a retry that ends with the right bytes.</summary>
[Collection<Waiting>]
public sealed class OutageTests(UndisturbedJob undisturbed) : IClassFixture<UndisturbedJob>
{
    private const int ScratchMebibytes = 16;
    private const int StoreMebibytes = 64;

    /// <summary>Less than a chunk needs, and enough to begin one.</summary>
    private const int RoomLeft = 64 << 10;

    [Fact(Timeout = 300_000)]
    public async Task EncodersKilled_GivenUpAndRetried_EndsWithTheSameBytes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var expected = await undisturbed.GetDigestsAsync();
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), Outage.Settings(), cancellationToken);

        var id = await Outage.RunAsync(
            server,
            await undisturbed.GetSourceAsync(),
            "encoder-killed",
            "Encoding was stopped from outside again and again. Retry in a while.",
            async failing =>
            {
                while (!failing.IsCompleted)
                {
                    foreach (var encoder in VersionFolder.Encoders(server))
                    {
                        await Ffmpeg.TryRunAsync("kill", "-9", $"{encoder}");
                    }

                    await Task.Delay(20, cancellationToken);
                }
            },
            () => { },
            cancellationToken);

        Assert.Equal(expected, VersionFolder.Digests(server.DataPath, id));
    }

    [Fact(Timeout = 300_000)]
    public async Task ScratchDiskFull_GivenUpAndRetried_EndsWithTheSameBytes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var disk = SmallDisk.MountOrSkip(ScratchMebibytes);
        var expected = await undisturbed.GetDigestsAsync();
        using var folder = new TempFolder();
        await using var server = await Studio.StartAsync(folder.File("data"), Outage.Settings(("Worker:ScratchPath", Path.Combine(disk.Path, "scratch"))), cancellationToken);

        // Full before the first chunk, which could otherwise be through in no time; looking at the file needs no scratch.
        disk.Fill(RoomLeft);
        var id = await Outage.RunAsync(
            server,
            await undisturbed.GetSourceAsync(),
            "scratch-full",
            "The encoding machine's disk is full. Free some room there, then retry.",
            failing => failing,
            disk.Empty,
            cancellationToken);

        Assert.Equal(expected, VersionFolder.Digests(server.DataPath, id));
    }

    [Fact(Timeout = 300_000)]
    public async Task StoreDiskFull_GivenUpAndRetried_EndsWithTheSameBytes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var disk = SmallDisk.MountOrSkip(StoreMebibytes);
        var expected = await undisturbed.GetDigestsAsync();
        using var folder = new TempFolder();
        var objects = Path.Combine(disk.Path, "objects");
        await using var server = await Studio.StartAsync(folder.File("data"), Outage.Settings(("Objects:Folder:Path", objects), ("Catalog:ReserveBytes", "0")), cancellationToken);

        var id = await Outage.RunAsync(
            server,
            await undisturbed.GetSourceAsync(),
            "store-full",
            "The server's disk is full. Free some room, then retry.",
            failing =>
            {
                disk.Fill(0);
                return failing;
            },
            disk.Empty,
            cancellationToken);

        Assert.Equal(expected, VersionFolder.DigestsOfStore(objects, id));
    }

    [Fact(Timeout = 300_000)]
    public async Task ObjectStoreFails_GivenUpAndRetried_EndsWithTheSameBytes()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.SkipWhen(RadosGatewayServer.MissingReason is not null, RadosGatewayServer.MissingReason ?? "");
        var expected = await undisturbed.GetDigestsAsync();
        using var folder = new TempFolder();
        await using var store = await RadosGatewayServer.StartNewAsync(cancellationToken);
        await using var proxy = new TcpFaultProxy(store.Endpoint.Port);
        await using var server = await Studio.StartAsync(
            folder.File("data"),
            Outage.Settings(
                ("Objects:Provider", "s3"),
                ("Objects:S3:Endpoint", $"http://127.0.0.1:{proxy.Port}"),
                ("Objects:S3:AccessKey", RadosGatewayServer.AccessKey),
                ("Objects:S3:SecretKey", RadosGatewayServer.SecretKey)),
            cancellationToken);

        var id = await Outage.RunAsync(
            server,
            await undisturbed.GetSourceAsync(),
            "store-unavailable",
            "The object store did not answer. Retry in a while.",
            failing =>
            {
                proxy.CutNextReplies(int.MaxValue);
                proxy.CutAll();
                return failing;
            },
            () => proxy.CutNextReplies(0),
            cancellationToken);

        using var api = new ApiClient(server.Address);
        var session = await api.PlayAsync(id, cancellationToken);
        foreach (var line in expected.Where(line => !line.Contains(".json ", StringComparison.Ordinal)))
        {
            // "1/v144/0.m4s 9f86...": the version is in the session's address already.
            var (file, digest) = (line[(line.IndexOf('/', StringComparison.Ordinal) + 1)..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            Assert.Equal((file, digest), (file, Convert.ToHexStringLower(SHA256.HashData(await api.Http.GetByteArrayAsync(session.UrlOf(file), cancellationToken)))));
        }
    }
}
