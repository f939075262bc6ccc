using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>
/// One rule of ours among a bucket's rules of a kind (CORS, lifecycle): S3 sets all of a bucket's at once, so those of
/// others are read and written back as they are. Nothing is written when ours is there already.
/// </summary>
/// <param name="http">Sends requests.</param>
/// <param name="address">Where buckets are.</param>
/// <param name="kind">The rules' name in a URL.</param>
/// <param name="root">The element around them.</param>
/// <param name="element">The element of one.</param>
internal sealed class S3BucketRules(S3Http http, S3Address address, string kind, string root, string element)
{
    private const string IdName = "ID";

    /// <summary>Makes our rule one of the bucket's.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="id">Our rule's id: whatever else has it is replaced.</param>
    /// <param name="parts">What the rule says.</param>
    /// <param name="tolerated">Statuses that the caller handles.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="S3ErrorException">The store answered one of the tolerated statuses.</exception>
    public async Task EnsureAsync(string bucket, string id, IEnumerable<XElement> parts, HttpStatusCode[] tolerated, CancellationToken cancellationToken)
    {
        var ours = new XElement(element, [new XElement(IdName, id), .. parts]);
        var present = await ReadAsync(bucket, tolerated, cancellationToken);
        if (present.Any(rule => Form(rule) == Form(ours)))
        {
            return;
        }

        await WriteAsync(bucket, new XElement(root, [.. present.Where(rule => rule.Find(IdName) != id), ours]), tolerated, cancellationToken);
    }

    private async Task<List<XElement>> ReadAsync(string bucket, HttpStatusCode[] tolerated, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await http.SendForXmlAsync(new S3Request($"reading {kind} rules", HttpMethod.Get, address.Locate(bucket))
            {
                Expected = [HttpStatusCode.NotFound, .. tolerated],
                Query = [new(kind, "")],
            }, cancellationToken);
            return [.. answer.Elements().Where(child => child.Name.LocalName == element).Select(WithoutNamespace)];
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return [];
        }
    }

    private async Task WriteAsync(string bucket, XElement rules, HttpStatusCode[] tolerated, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(rules.ToString(SaveOptions.DisableFormatting));
#pragma warning disable CA5351 // S3 demands MD5 here, against damage on the way and not against anybody.
        var md5 = MD5.HashData(body);
#pragma warning restore CA5351
        using var response = await http.SendAsync(new S3Request($"setting {kind} rules", HttpMethod.Put, address.Locate(bucket))
        {
            Expected = tolerated,
            Query = [new(kind, "")],
            Content = () => new ByteArrayContent(body) { Headers = { ContentMD5 = md5 } },
            ContentLength = body.Length,
            ContentType = "application/xml",
        }, cancellationToken);
    }

    private static XElement WithoutNamespace(XElement source) =>
        new(source.Name.LocalName, source.HasElements ? source.Elements().Select(WithoutNamespace) : source.Value);

    /// <summary>What a rule says, whatever the order that a store keeps it in.</summary>
    private static string Form(XElement rule) =>
        rule.HasElements ? $"{rule.Name}({string.Join(',', rule.Elements().Select(Form).Order(StringComparer.Ordinal))})" : $"{rule.Name}={rule.Value}";
}
