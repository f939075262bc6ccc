using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using StreamVerse.Gateway.Tests.Hosts;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Tests.Uploads;

/// <summary>tus 1.0 at <c>/v1/uploads</c>, as its specification has it.</summary>
public sealed class TusTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private const int PartSize = 8 << 20;

    private readonly TusClient _tus = new(host.Client);

    [Fact]
    public async Task Options_Root_TellsWhatTheServerCan()
    {
        using var response = await _tus.SendAsync(HttpMethod.Options, TusClient.Root, null, ("Tus-Resumable", ""));
        Assert.Equal(204, (int)response.StatusCode);
        Assert.Equal("1.0.0", TusClient.Header(response, "Tus-Version"));
        Assert.Equal("1.0.0", TusClient.Header(response, "Tus-Resumable"));
        Assert.Equal("creation,creation-with-upload,checksum,expiration,termination", TusClient.Header(response, "Tus-Extension"));
        Assert.Contains("sha256", TusClient.Header(response, "Tus-Checksum-Algorithm"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.2.2")]
    public async Task AnyRequest_OtherVersion_412WithTheVersionsKnown(string version)
    {
        using var response = await _tus.CreateAsync(10, ("Tus-Resumable", version));
        Assert.Equal("1.0.0", TusClient.Header(response, "Tus-Version"));
        await Problem.IsAsync(response, 412, "tus-version");
    }

    [Fact]
    public async Task Post_New_201WithLocationOffsetAndExpiry()
    {
        using var response = await _tus.CreateAsync(10, ("Upload-Metadata", "filename aG9saWRheS5tcDQ=,title SG9saWRheQ=="));
        Assert.Equal(201, (int)response.StatusCode);
        Assert.Equal("0", TusClient.Header(response, "Upload-Offset"));
        Assert.Equal("1.0.0", TusClient.Header(response, "Tus-Resumable"));
        Assert.True(DateTimeOffset.TryParse(TusClient.Header(response, "Upload-Expires"), null, out var expires) && expires > DateTimeOffset.UtcNow.AddHours(23));

        using var head = await _tus.SendAsync(HttpMethod.Head, response.Headers.Location!.OriginalString);
        Assert.Equal(200, (int)head.StatusCode);
        Assert.Equal("no-store", head.Headers.CacheControl!.ToString());
        Assert.Equal("10", TusClient.Header(head, "Upload-Length"));
        Assert.Equal("filename aG9saWRheS5tcDQ=,title SG9saWRheQ==", TusClient.Header(head, "Upload-Metadata"));
    }

    [Theory]
    [InlineData("Upload-Length", "", 400, "tus-header")]
    [InlineData("Upload-Length", "-1", 400, "tus-header")]
    [InlineData("Upload-Length", "ten", 400, "tus-header")]
    [InlineData("Upload-Length", "0", 400, "empty-file")]
    [InlineData("Upload-Length", "100000001", 413, "upload-too-large")]
    [InlineData("Upload-Defer-Length", "1", 400, "tus-defer-length")]
    [InlineData("Upload-Metadata", "filename !!!", 400, "tus-metadata")]
    [InlineData("Upload-Metadata", "filename /w==", 400, "tus-metadata")]
    public async Task Post_BadHeader_IsRefused(string name, string value, int status, string code)
    {
        (string, string)[] headers = name == "Upload-Length" ? [(name, value)] : [("Upload-Length", "10"), (name, value)];
        using var response = await _tus.SendAsync(HttpMethod.Post, TusClient.Root, null, headers);
        await Problem.IsAsync(response, status, code);
    }

    [Theory]
    [InlineData("kind YXVkaW8=,language ZnI=", 400, "track-title")]
    [InlineData("titleId eA==,kind YXVkaW8=,language ZnI=", 404, "title-not-found")]
    [InlineData("titleId MWYwYjVmM2U3YzZkNGEwZjlkMGMyZjZmNWQyYjdhMTE=,kind YXVkaW8=,language ZnI=", 404, "title-not-found")]
    [InlineData("titleId MWYwYjVmM2U3YzZkNGEwZjlkMGMyZjZmNWQyYjdhMTE=,kind dmlkZW8=,language ZnI=", 400, "track-kind")]
    [InlineData("titleId MWYwYjVmM2U3YzZkNGEwZjlkMGMyZjZmNWQyYjdhMTE=,kind YXVkaW8=,language IQ==", 400, "track-language")]
    public async Task Post_TrackThatMakesNoSense_IsRefused(string metadata, int status, string code)
    {
        using var response = await _tus.CreateAsync(10, ("Upload-Metadata", metadata));
        await Problem.IsAsync(response, status, code);
    }

    [Fact]
    public async Task Post_TrackForTitleThatIsNotPublished_IsRefused()
    {
        var path = await _tus.NewAsync(3);
        using var last = await _tus.PatchAsync(path, 0, new byte[] { 1, 2, 3 });
        var title = TusClient.Header(last, "Content-Location")![^32..];
        using var response = await _tus.CreateAsync(10, ("Upload-Metadata", $"titleId {Convert.ToBase64String(Encoding.UTF8.GetBytes(title))},kind YXVkaW8=,language ZnI="));
        await Problem.IsAsync(response, 409, "title-not-published");
        using var removal = await host.Client.DeleteAsync(new Uri($"/v1/titles/{title}/tracks/a1-en-2ch", UriKind.Relative), TusClient.Cancellation);
        await Problem.IsAsync(removal, 409, "title-not-published");
        using var dismissal = await host.Client.DeleteAsync(new Uri($"/v1/titles/{title}/additions/{Guid.NewGuid():N}", UriKind.Relative), TusClient.Cancellation);
        await Problem.IsAsync(dismissal, 404, "addition-not-found");
    }

    [Fact]
    public async Task Post_MetadataTooLong_IsRefused()
    {
        using var response = await _tus.CreateAsync(10, ("Upload-Metadata", "filename " + new string('A', 4096)));
        await Problem.IsAsync(response, 400, "tus-metadata");
    }

    [Fact]
    public async Task Post_WithBytes_TakesThem()
    {
        ByteArrayContent content = new([1, 2, 3]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/offset+octet-stream");
        using var response = await _tus.SendAsync(HttpMethod.Post, TusClient.Root, content, ("Upload-Length", "5"));
        Assert.Equal((201, 3), ((int)response.StatusCode, TusClient.OffsetOf(response)));
        Assert.Equal(3, await _tus.OffsetAsync(response.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_SameUpload()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await _tus.CreateAsync(10, key);
        using var again = await _tus.CreateAsync(10, key);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        using var other = await _tus.CreateAsync(11, key);
        await Problem.IsAsync(other, 409, "idempotency-key-reused");
        using var named = await _tus.CreateAsync(10, key, ("Upload-Metadata", "filename YS5tcDQ="));
        await Problem.IsAsync(named, 409, "idempotency-key-reused");
        using var tooLong = await _tus.CreateAsync(10, ("Idempotency-Key", new string('k', 256)));
        await Problem.IsAsync(tooLong, 400, "idempotency-key-invalid");
    }

    [Fact]
    public async Task Patch_Wrong_IsRefusedAndNothingIsTaken()
    {
        var path = await _tus.NewAsync(10);
        ByteArrayContent plain = new([1]);
        plain.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var type = await _tus.PatchAsync(path, 0, plain);
        await Problem.IsAsync(type, 415, "tus-content-type");
        using var offset = await _tus.PatchAsync(path, 5, new byte[1]);
        await Problem.IsAsync(offset, 409, "upload-offset");
        using var tooMuch = await _tus.PatchAsync(path, 0, new byte[11]);
        await Problem.IsAsync(tooMuch, 413, "upload-length");
        using var streamed = await _tus.PatchAsync(path, 0, new ChunkedContent(new byte[11]));
        await Problem.IsAsync(streamed, 413, "upload-length");
        using var algorithm = await _tus.PatchAsync(path, 0, new byte[1], ("Upload-Checksum", "md5 AAAA"));
        await Problem.IsAsync(algorithm, 400, "tus-checksum");
        using var checksum = await _tus.PatchAsync(path, 0, new byte[10], ("Upload-Checksum", "sha1 " + Convert.ToBase64String(new byte[20])));
        await Problem.IsAsync(checksum, 460, "checksum-mismatch");
        Assert.Equal(0, await _tus.OffsetAsync(path));
        using var unknown = await _tus.PatchAsync($"{TusClient.Root}/{Guid.NewGuid():N}", 0, new byte[1]);
        await Problem.IsAsync(unknown, 404, "upload-not-found");
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha512")]
    public async Task Patch_RightChecksum_IsTaken(string algorithm)
    {
        var bytes = Encoding.UTF8.GetBytes("the bytes");
        var digest = CryptographicOperations.HashData(new HashAlgorithmName(algorithm.ToUpperInvariant()), bytes);
        var path = await _tus.NewAsync(bytes.Length + 1);
        using var response = await _tus.PatchAsync(path, 0, bytes, ("Upload-Checksum", $"{algorithm} {Convert.ToBase64String(digest)}"));
        Assert.Equal((204, bytes.Length), ((int)response.StatusCode, TusClient.OffsetOf(response)));
    }

    [Fact]
    public async Task Patch_Last_TellsTheTitle()
    {
        var path = await _tus.NewAsync(3);
        using var response = await _tus.PatchAsync(path, 0, new byte[] { 1, 2, 3 });
        Assert.Equal(204, (int)response.StatusCode);
        var location = TusClient.Header(response, "Content-Location")!;
        Assert.StartsWith("/v1/titles/", location, StringComparison.Ordinal);
        Assert.Null(TusClient.Header(response, "Upload-Expires"));
        using var title = await host.Client.GetAsync(new Uri(location, UriKind.Relative), TusClient.Cancellation);
        Assert.Equal(200, (int)title.StatusCode);

        // A client that missed the answer asks again, and learns it then.
        using var head = await _tus.SendAsync(HttpMethod.Head, path);
        Assert.Equal(location, TusClient.Header(head, "Content-Location"));
        using var terminate = await _tus.SendAsync(HttpMethod.Delete, path);
        await Problem.IsAsync(terminate, 409, "upload-finished");
    }

    [Fact]
    public async Task Delete_Active_404Afterwards()
    {
        var path = await _tus.NewAsync(10);
        using var deleted = await _tus.SendAsync(HttpMethod.Delete, path);
        Assert.Equal(204, (int)deleted.StatusCode);
        using var head = await _tus.SendAsync(HttpMethod.Head, path);
        Assert.Equal(404, (int)head.StatusCode);
        using var again = await _tus.SendAsync(HttpMethod.Delete, path);
        await Problem.IsAsync(again, 404, "upload-not-found");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Patch_CutAnywhere_SameBytesInTheEnd(int seed)
    {
        Random random = new(seed);
        var content = new byte[(2 * PartSize) + random.Next(1, 5000)];
        random.NextBytes(content);
        SortedSet<int> cuts = [content.Length];
        foreach (var border in (int[])[0, PartSize, 2 * PartSize])
        {
            cuts.UnionWith([Math.Max(1, border - random.Next(3)), border + random.Next(1, 3), Math.Max(1, border - random.Next(100_000))]);
        }

        var path = await _tus.NewAsync(content.Length);
        var offset = 0;
        HttpResponseMessage? last = null;
        foreach (var cut in cuts.Where(cut => cut <= content.Length))
        {
            last?.Dispose();
            last = random.Next(2) == 0
                ? await _tus.PatchAsync(path, offset, content.AsMemory(offset..cut))
                : await _tus.PatchAsync(path, offset, content.AsMemory(offset..cut), ("Upload-Checksum", "sha256 " + Convert.ToBase64String(SHA256.HashData(content.AsSpan(offset..cut)))));
            Assert.True(last.IsSuccessStatusCode, $"Seed {seed}: {(int)last.StatusCode} at {offset}..{cut}");
            Assert.Equal(cut, TusClient.OffsetOf(last));
            offset = cut;
        }

        var title = Guid.ParseExact(TusClient.Header(last!, "Content-Location")!["/v1/titles/".Length..], "N");
        last!.Dispose();
        await Grains.Tests.Eventually.HoldsAsync(async () => (await host.Grains.GetGrain<ITitleGrain>(title).Get()).State == TitleState.Inspecting, "The source is there");
        await using var source = await host.Objects.OpenReadAsync(new ObjectKey(Buckets.Content, $"sources/{title:N}"), null, TusClient.Cancellation);
        using MemoryStream read = new();
        await source!.Content.CopyToAsync(read, TusClient.Cancellation);
        Assert.True(content.AsSpan().SequenceEqual(read.ToArray()), $"Seed {seed}: the bytes differ.");
        await foreach (var tail in host.Objects.ListAsync(Buckets.Content, $"uploads/{path[^32..]}/", TusClient.Cancellation))
        {
            Assert.Fail($"{tail.Key} is left over.");
        }
    }

    [Fact]
    public async Task Head_OldConnectionHangs_IsEvictedAndItsBytesAreKept()
    {
        var path = await _tus.NewAsync(PartSize + 10);
        var parts = host.Faults.CallsOf("PutPartAsync");
        using var hanging = await HangingPatch.SendAsync(host.Client.BaseAddress!, path, PartSize + 10, new byte[PartSize + 4]);
        await Grains.Tests.Eventually.HoldsAsync(() => Task.FromResult(host.Faults.CallsOf("PutPartAsync") > parts), "A part has arrived");

        var offset = await _tus.OffsetAsync(path);
        Assert.InRange(offset, PartSize, PartSize + 4);
        using var rest = await _tus.PatchAsync(path, offset, new byte[PartSize + 10 - offset]);
        Assert.Equal(PartSize + 10, TusClient.OffsetOf(rest));
    }

    [Fact]
    public async Task Patch_OldOneIsStuckInTheStore_ItsBytesAreNotTaken()
    {
        var right = new byte[PartSize];
        Random.Shared.NextBytes(right);
        var path = await _tus.NewAsync(PartSize);
        HangingPatch stuck;
        HttpResponseMessage taken;
        using (var hold = host.Faults.HoldBack("PutPartAsync"))
        {
            stuck = await HangingPatch.SendAsync(host.Client.BaseAddress!, path, PartSize, new byte[PartSize]);
            await hold.Arrived;
            host.Faults.Pass("PutPartAsync");
            taken = await _tus.PatchAsync(path, 0, right);
        }

        using (taken)
        using (stuck)
        {
            Assert.Equal(204, (int)taken.StatusCode);
            Assert.Matches("^HTTP/1.1 4(10|23)", await stuck.AnswerAsync());
            var title = Guid.ParseExact(TusClient.Header(taken, "Content-Location")!["/v1/titles/".Length..], "N");
            await Grains.Tests.Eventually.HoldsAsync(async () => (await host.Grains.GetGrain<ITitleGrain>(title).Get()).State == TitleState.Inspecting, "The source is there");
            await using var source = await host.Objects.OpenReadAsync(new ObjectKey(Buckets.Content, $"sources/{title:N}"), null, TusClient.Cancellation);
            using MemoryStream read = new();
            await source!.Content.CopyToAsync(read, TusClient.Cancellation);
            Assert.True(right.AsSpan().SequenceEqual(read.ToArray()), "The stuck writer's bytes are in the file.");
        }
    }

    [Fact]
    public async Task Patch_NothingComesForTooLong_IsAnsweredWithWhatIsSafe()
    {
        var path = await _tus.NewAsync(10);
        using var hanging = await HangingPatch.SendAsync(host.Client.BaseAddress!, path, 10, new byte[] { 1, 2, 3 });
        var answer = await hanging.AnswerAsync();
        Assert.StartsWith("HTTP/1.1 204", answer, StringComparison.Ordinal);
        Assert.Contains("Upload-Offset: 3", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_StoreDown_503AndThenItWorks()
    {
        host.Faults.Fail("StartMultipartAsync", 1);
        using var refused = await _tus.CreateAsync(10);
        await Problem.IsAsync(refused, 503, "store-unavailable");
        Assert.Equal("5", TusClient.Header(refused, "Retry-After"));
        using var created = await _tus.CreateAsync(10);
        Assert.Equal(201, (int)created.StatusCode);
    }
}
