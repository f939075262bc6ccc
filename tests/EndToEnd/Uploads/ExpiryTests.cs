using System.Net;
using System.Text.RegularExpressions;
using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.EndToEnd.Tests.Sources;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Uploads;

/// <summary>What nobody finishes goes away, and stands in nobody's way.</summary>
public sealed partial class ExpiryTests(SourceFolder sources) : IClassFixture<SourceFolder>
{
    private const int MiB = 1 << 20;

    [Fact(Timeout = 240_000)]
    public async Task Upload_Abandoned_ExpiresWithItsPartsAndTheSameFileUploadsAfresh()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var path = await sources.Library.GetAsync(new SourceRecipe("large.avi", "-f lavfi -i testsrc2=s=640x360:r=25:d=3 -c:v rawvideo -pix_fmt yuv420p"));
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string>
        {
            ["StreamVerse:Catalog:UploadLifetime"] = "00:00:05",
            ["StreamVerse:Catalog:QuotaBytes"] = $"{new FileInfo(path).Length + MiB}",
            ["StreamVerse:Gateway:UploadReadTimeout"] = "00:00:01",
        };
        await using var server = await Studio.StartAsync(folder.File("data"), settings, cancellationToken);
        using var api = new ApiClient(server.Address);
        await using var proxy = new StallingProxy(server.Address.Port, 14 * MiB);
        var address = new Uri($"http://127.0.0.1:{proxy.Port}");
        using (TusClient.Start(address, path, 5 * MiB, folder.File("memory.json")))
        {
            await proxy.Stalled.WaitAsync(cancellationToken);
        }

        var upload = UploadAddress().Match(await File.ReadAllTextAsync(folder.File("memory.json"), cancellationToken)).Value;
        using (var found = await api.Http.FindAsync(upload, cancellationToken))
        {
            Assert.Equal(HttpStatusCode.OK, found.StatusCode);
            Assert.InRange(DateTimeOffset.Parse(found.Headers.GetValues("Upload-Expires").Single(), System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddSeconds(-1), DateTimeOffset.UtcNow.AddSeconds(6));
        }

        Assert.NotEmpty(Parts(server));

        // A real process and its own clock: 5 s until the upload has expired, and up to a minute until the sweeper comes.
        await UntilAsync(() => StatusAsync(HttpStatusCode.Gone));
        await UntilAsync(() => StatusAsync(HttpStatusCode.NotFound));
        Assert.Empty(Parts(server));
        Assert.Empty(Directory.Exists(Tails(server)) ? Directory.GetFiles(Tails(server), "*", SearchOption.AllDirectories) : []);

        using var client = TusClient.Start(address, path, 5 * MiB, folder.File("memory.json"));
        var id = await client.FinishAsync(cancellationToken);
        await api.WaitAsync(id, title => title.State is not "uploaded", cancellationToken);

        async Task<bool> StatusAsync(HttpStatusCode expected)
        {
            using var found = await api.Http.FindAsync(upload, cancellationToken);
            return found.StatusCode == expected;
        }

        async Task UntilAsync(Func<Task<bool>> holds)
        {
            while (!await holds())
            {
                await Task.Delay(200, cancellationToken);
            }
        }
    }

    private static string[] Parts(LocalServer server) => Directory.GetFiles(Path.Combine(server.DataPath, "objects", ".multipart"), "data", SearchOption.AllDirectories);

    private static string Tails(LocalServer server) => Path.Combine(server.DataPath, "objects", "content", "uploads");

    [GeneratedRegex("/v1/uploads/[0-9a-f]{32}")]
    private static partial Regex UploadAddress();
}
