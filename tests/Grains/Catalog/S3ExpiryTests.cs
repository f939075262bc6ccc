using Minio;
using Minio.DataModel.Args;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Storage.Objects;
using StreamVerse.Testing;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>What an abandoned upload stored on S3 is gone with it, asked of the store itself.</summary>
public sealed class S3ExpiryTests
{
    private const string Prefix = "expiry-";

    [Fact(Timeout = 120_000)]
    public async Task Sweep_UploadExpired_LeavesNoPartsInTheBucket()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        Assert.SkipWhen(RadosGatewayServer.MissingReason is not null, RadosGatewayServer.MissingReason ?? "");
        await using var store = await RadosGatewayServer.StartNewAsync(cancellationToken);

        // Signatures need the real time, so the clock cannot leap here: the upload's life is short instead.
        await using var cluster = await GrainCluster.StartAsync(1, settings: new Dictionary<string, string?>
        {
            ["StreamVerse:Catalog:UploadLifetime"] = "00:00:05",
            ["StreamVerse:Objects:Provider"] = "s3",
            ["StreamVerse:Objects:S3:Endpoint"] = store.Endpoint.ToString(),
            ["StreamVerse:Objects:S3:AccessKey"] = RadosGatewayServer.AccessKey,
            ["StreamVerse:Objects:S3:SecretKey"] = RadosGatewayServer.SecretKey,
            ["StreamVerse:Objects:S3:BucketPrefix"] = Prefix,
        });
        using var s3 = new MinioClient().WithEndpoint(store.Endpoint.Host, store.Endpoint.Port).WithCredentials(RadosGatewayServer.AccessKey, RadosGatewayServer.SecretKey).Build();
        Uploader upload = new(cluster, Guid.NewGuid(), length: 20 << 20);
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        var receipt = await upload.PutPartAsync(lease, upload.Content[..lease.PartSize]);
        await upload.Grain.Commit(lease.Token, lease.PartSize, 0, [receipt]);
        Assert.Equal(lease.SourcePath, Assert.Single(await UnfinishedAsync()));

        await Eventually.HoldsAsync(IsGoneAsync, "The upload has expired and is cleared away");
        Assert.Empty(await UnfinishedAsync());
        await foreach (var left in cluster.Objects.ListAsync(Buckets.Content, "", cancellationToken))
        {
            Assert.DoesNotContain(upload.Id.ToString("N"), left.Key.Path, StringComparison.Ordinal);
        }

        async Task<bool> IsGoneAsync()
        {
            await cluster.Grains.GetGrain<ISweeperGrain>(Region.Here).Start();
            try
            {
                await upload.Grain.Get();
                return false;
            }
            catch (DomainException exception) when (exception.Code is "upload-not-found" or "upload-expired")
            {
                // Expired between the sweep and the question: the next sweep clears it away.
                return exception.Code == "upload-not-found";
            }
        }

        async Task<List<string>> UnfinishedAsync()
        {
            List<string> found = [];
            await foreach (var unfinished in s3.ListIncompleteUploadsEnumAsync(new ListIncompleteUploadsArgs().WithBucket(Prefix + Buckets.Content).WithRecursive(true), cancellationToken))
            {
                found.Add(unfinished.Key);
            }

            return found;
        }
    }
}
