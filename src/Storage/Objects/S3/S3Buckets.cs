using System.Globalization;
using System.Net;
using Minio;
using Minio.DataModel.Args;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>What is done to whole buckets, by the Minio client: making them, deleting many objects, finding abandoned uploads.</summary>
internal sealed class S3Buckets(IMinioClient minio, S3Http http, S3Address address, S3Multipart multipart, TimeProvider time)
{
    private const int DeleteAtOnce = 1000;

    /// <returns>Whether it was made.</returns>
    public async Task<bool> EnsureAsync(string bucket, CancellationToken cancellationToken)
    {
        var name = address.BucketName(bucket);
        try
        {
            // Not by the Minio client: of a HEAD that is refused it does not tell why.
            using var found = await http.SendAsync(new S3Request($"looking for the bucket '{name}'", HttpMethod.Head, address.Locate(bucket)) { Expected = [HttpStatusCode.NotFound] }, cancellationToken);
            return false;
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return await http.RunAsync($"making the bucket '{name}'", async token =>
            {
                await minio.MakeBucketAsync(new MakeBucketArgs().WithBucket(name), token);
                return true;
            }, cancellationToken);
        }
    }

    /// <summary>Removes an empty bucket.</summary>
    public Task RemoveAsync(string bucket, CancellationToken cancellationToken)
    {
        var name = address.BucketName(bucket);
        return http.RunAsync($"removing the bucket '{name}'", async token =>
        {
            await minio.RemoveBucketAsync(new RemoveBucketArgs().WithBucket(name), token);
            return true;
        }, cancellationToken);
    }

    public async Task DeleteAsync(string bucket, IAsyncEnumerable<ObjectInfo> objects, CancellationToken cancellationToken)
    {
        await foreach (var batch in objects.Select(static info => info.Key.Path).Chunk(DeleteAtOnce).WithCancellation(cancellationToken))
        {
            await http.RunAsync("deleting objects", async token =>
            {
                var failed = await minio.RemoveObjectsAsync(new RemoveObjectsArgs().WithBucket(address.BucketName(bucket)).WithObjects(batch), token);
                return failed.Count == 0 ? true : throw new HttpRequestException($"{failed.Count} of {batch.Length} objects were not deleted: {failed[0].Code}");
            }, cancellationToken);
        }
    }

    /// <summary>Aborts multipart objects that got no part for a while. The buckets are ours alone, so are the uploads in them.</summary>
    public async Task<int> AbortAbandonedAsync(string bucket, TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - olderThan;
        var begun = await http.RunAsync("listing multipart objects", async token =>
        {
            var found = new List<(string Path, string Id)>();
            await foreach (var upload in minio.ListIncompleteUploadsEnumAsync(new ListIncompleteUploadsArgs().WithBucket(address.BucketName(bucket)).WithRecursive(true), token))
            {
                if (ObjectKey.IsValidPath(upload.Key) && DateTimeOffset.Parse(upload.Initiated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) < before)
                {
                    found.Add((upload.Key, upload.UploadId));
                }
            }

            return found;
        }, cancellationToken);

        var aborted = 0;
        foreach (var (path, id) in begun)
        {
            var key = new ObjectKey(bucket, path);
            if (await IsIdleAsync(key, id, before, cancellationToken))
            {
                await multipart.AbortUploadAsync(key, id, cancellationToken);
                aborted++;
            }
        }

        return aborted;
    }

    private async Task<bool> IsIdleAsync(ObjectKey key, string uploadId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        try
        {
            return (await multipart.ListPartsAsync(key, uploadId, cancellationToken)).Values.All(part => part.StoredAt < since);
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            // Completed or aborted since it was listed.
            return false;
        }
    }
}
