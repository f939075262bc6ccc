using System.Globalization;
using System.Runtime.CompilerServices;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Lists objects page by page, so that a page that fails is asked for again and not the whole list.</summary>
internal sealed class S3Listing(S3Http http, S3Address address)
{
    public async IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var continuation = "";
        do
        {
            KeyValuePair<string, string>[] query = [new("list-type", "2"), new("max-keys", "1000"), new("prefix", prefix)];
            var page = await http.SendForXmlAsync(new S3Request("listing objects", HttpMethod.Get, address.Locate(bucket))
            {
                Query = continuation.Length == 0 ? query : [.. query, new("continuation-token", continuation)],
            }, cancellationToken);
            foreach (var item in page.Elements().Where(static element => element.Name.LocalName == "Contents"))
            {
                // What is not named as we name things is not ours.
                if (item.Find("Key") is var path && ObjectKey.IsValidPath(path))
                {
                    yield return new ObjectInfo(
                        new ObjectKey(bucket, path),
                        long.Parse(item.Find("Size"), CultureInfo.InvariantCulture),
                        item.Find("ETag").Trim('"'),
                        DateTimeOffset.Parse(item.Find("LastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
                }
            }

            continuation = page.Find("IsTruncated") == "true" ? page.Find("NextContinuationToken") : "";
        }
        while (continuation.Length > 0);
    }
}
