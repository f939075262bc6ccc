using System.Net;
using System.Security.Cryptography;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Uploads;

/// <summary>The upload protocol in the cases that clients meet on a bad day.</summary>
public sealed class TusProtocolTests(Studio studio)
{
    private static readonly byte[] s_file = System.Text.Encoding.UTF8.GetBytes("These bytes are no video, but they are a file.");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_ChecksumDiffers_Is460AndCountsNothing()
    {
        var http = (await studio.GetApiAsync()).Http;
        var upload = await http.BeginAsync(s_file.Length, CancellationToken);

        using (var wrong = await http.AppendAsync(upload, 0, new ByteArrayContent(s_file), CancellationToken, $"sha1 {Convert.ToBase64String(new byte[20])}"))
        {
            await Problem.AssertAsync(wrong, (HttpStatusCode)460, "checksum-mismatch");
        }

        using var found = await http.FindAsync(upload, CancellationToken);
        Assert.Equal(0, found.Offset());
        using var right = await http.AppendAsync(upload, 0, new ByteArrayContent(s_file), CancellationToken, $"sha256 {Convert.ToBase64String(SHA256.HashData(s_file))}");
        Assert.Equal((HttpStatusCode.NoContent, s_file.Length), (right.StatusCode, right.Offset()));
    }

    [Fact]
    public async Task Append_LastOneAgain_NamesTheSameTitle()
    {
        var http = (await studio.GetApiAsync()).Http;
        var upload = await http.BeginAsync(s_file.Length, CancellationToken);
        using var last = await http.AppendAsync(upload, 0, new ByteArrayContent(s_file), CancellationToken);
        var title = last.Content.Headers.ContentLocation;
        Assert.NotNull(title);

        using var again = await http.AppendAsync(upload, s_file.Length, new ByteArrayContent([]), CancellationToken);
        using var found = await http.FindAsync(upload, CancellationToken);
        using var old = await http.AppendAsync(upload, 0, new ByteArrayContent(s_file), CancellationToken);

        Assert.Equal((HttpStatusCode.NoContent, title), (again.StatusCode, again.Content.Headers.ContentLocation));
        Assert.Equal((HttpStatusCode.OK, title), (found.StatusCode, found.Content.Headers.ContentLocation));
        await Problem.AssertAsync(old, HttpStatusCode.Conflict, "upload-offset");
    }

    [Fact]
    public async Task Create_SameIdempotencyKey_IsTheSameUpload()
    {
        var http = (await studio.GetApiAsync()).Http;
        var key = $"key-{Guid.NewGuid():N}";
        using var first = await http.CreateAsync(10, CancellationToken, key);
        using var second = await http.CreateAsync(10, CancellationToken, key);
        using var other = await http.CreateAsync(11, CancellationToken, key);

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        await Problem.AssertAsync(other, HttpStatusCode.Conflict, "idempotency-key-reused");
    }

    [Fact]
    public async Task Terminate_UnfinishedUpload_IsGone()
    {
        var http = (await studio.GetApiAsync()).Http;
        var upload = await http.BeginAsync(1000, CancellationToken);
        using var half = await http.AppendAsync(upload, 0, new ByteArrayContent(new byte[500]), CancellationToken);
        using var ended = await http.TerminateAsync(upload, CancellationToken);
        using var found = await http.FindAsync(upload, CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Contains(found.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Gone });
    }

    [Fact(Timeout = 120_000)]
    public async Task Create_BeyondLimits_SaysWhichLimit()
    {
        using var folder = new TempFolder();
        var settings = new Dictionary<string, string>
        {
            ["StreamVerse:Catalog:MaxUploadBytes"] = "2000",
            ["StreamVerse:Catalog:QuotaBytes"] = "3000",
            ["StreamVerse:Catalog:UploadLifetime"] = "00:01:00",
        };
        await using var server = await Studio.StartAsync(folder.File("data"), settings, TestContext.Current.CancellationToken);
        using var api = new ApiClient(server.Address);

        using (var large = await api.Http.CreateAsync(2001, CancellationToken))
        {
            Assert.Contains("2,000", await Problem.AssertAsync(large, HttpStatusCode.RequestEntityTooLarge, "upload-too-large"), StringComparison.Ordinal);
        }

        using var first = await api.Http.CreateAsync(2000, CancellationToken);
        Assert.InRange(DateTimeOffset.Parse(first.Headers.GetValues("Upload-Expires").Single(), System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.AddSeconds(30), DateTimeOffset.UtcNow.AddSeconds(61));
        using (var more = await api.Http.CreateAsync(2000, CancellationToken))
        {
            Assert.Contains("3,000", await Problem.AssertAsync(more, HttpStatusCode.InsufficientStorage, "quota-exceeded"), StringComparison.Ordinal);
        }

        // Given up, its room is free again.
        using var ended = await api.Http.TerminateAsync(first.Headers.Location!.OriginalString, CancellationToken);
        using var second = await api.Http.CreateAsync(2000, CancellationToken);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
    }
}
