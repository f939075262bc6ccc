using StreamVerse.Gateway.Tests.Hosts;

namespace StreamVerse.Gateway.Tests.Uploads;

/// <summary>The cap on uploads that transfer at once, over HTTP.</summary>
public sealed class TransferCapTests(SingleTransferHost host) : IClassFixture<SingleTransferHost>
{
    private readonly TusClient _tus = new(host.Client);

    [Fact]
    public async Task Patch_AllTransfersTaken_503WithRetryAfterUntilOneEnds()
    {
        var taking = await _tus.NewAsync(1000);
        var waiting = await _tus.NewAsync(3);
        Task<HttpResponseMessage> transfer;
        using (var hold = host.Faults.HoldBack("PutPartAsync"))
        {
            transfer = _tus.PatchAsync(taking, 0, new byte[1000]);
            await hold.Arrived;

            using var refused = await _tus.PatchAsync(waiting, 0, new byte[] { 1, 2, 3 });
            Assert.Equal(TimeSpan.FromSeconds(5), refused.Headers.RetryAfter?.Delta);
            await Problem.IsAsync(refused, 503, "uploads-busy");

            ByteArrayContent content = new([1, 2, 3]);
            content.Headers.ContentType = new("application/offset+octet-stream");
            using var creation = await _tus.SendAsync(HttpMethod.Post, TusClient.Root, content, ("Upload-Length", "3"));
            await Problem.IsAsync(creation, 503, "uploads-busy");

            // What moves no bytes is answered as ever.
            Assert.Equal(0, await _tus.OffsetAsync(waiting));
            await _tus.NewAsync(3);
        }

        using var transferred = await transfer;
        Assert.Equal(1000, TusClient.OffsetOf(transferred));
        using var accepted = await _tus.PatchAsync(waiting, 0, new byte[] { 1, 2, 3 });
        Assert.Equal(3, TusClient.OffsetOf(accepted));
    }
}
