using System.Xml.Linq;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.S3;

namespace StreamVerse.Storage.Tests.Objects.S3;

/// <summary>What a start and <c>migrate</c> set up on buckets, read by plain S3 requests.</summary>
[Collection(S3TestGroup.Name)]
public sealed class S3SetupTests(S3StoreFixture fixture)
{
    private const string ForeignCors = "<CORSRule><ID>theirs</ID><AllowedOrigin>https://theirs.example</AllowedOrigin><AllowedMethod>DELETE</AllowedMethod></CORSRule>";
    private const string ForeignLifecycle = "<Rule><ID>theirs</ID><Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration></Rule>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureReadyAsync_RulesOfOthersAndAgain_AddsOursOnceAndKeepsTheirs()
    {
        var options = fixture.OptionsOrSkip();
        options.S3.BucketPrefix += "setup-";
        await EnsureAsync(options, []);
        await PutAsync(options, "cors", $"<CORSConfiguration>{ForeignCors}</CORSConfiguration>");
        await PutAsync(options, "lifecycle", $"<LifecycleConfiguration>{ForeignLifecycle}</LifecycleConfiguration>");
        foreach (var origins in (string[][])[["https://one.example", "https://two.example"], ["https://one.example", "https://two.example"], ["https://one.example"]])
        {
            await EnsureAsync(options, origins);
            var cors = await GetAsync(options, "cors");
            Assert.Equal(["streamverse", "theirs"], cors.Keys.Order());
            Assert.Equal(origins, Values(cors["streamverse"], "AllowedOrigin").Order());
            Assert.Equal(["Content-Range", "ETag"], Values(cors["streamverse"], "ExposeHeader").Order());
            Assert.Equal(["https://theirs.example"], Values(cors["theirs"], "AllowedOrigin"));

            var lifecycle = await GetAsync(options, "lifecycle");
            Assert.Equal(["streamverse-abandoned-multipart", "theirs"], lifecycle.Keys.Order());
            Assert.Equal(["14"], Values(lifecycle["streamverse-abandoned-multipart"], "DaysAfterInitiation"));
            Assert.Equal(["30"], Values(lifecycle["theirs"], "Days"));
        }
    }

    private static async Task EnsureAsync(ObjectStoreOptions options, string[] origins)
    {
        options.S3.CorsOrigins.Clear();
        foreach (var origin in origins)
        {
            options.S3.CorsOrigins.Add(origin);
        }

        using S3ObjectStore store = new(Options.Create(options), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<S3ObjectStore>.Instance);
        await store.EnsureReadyAsync(Cancellation);
    }

    private static async Task PutAsync(ObjectStoreOptions options, string kind, string xml)
    {
        using HttpClient client = new();
#pragma warning disable CA5351 // S3 demands MD5 here.
        using ByteArrayContent content = new(System.Text.Encoding.UTF8.GetBytes(xml)) { Headers = { ContentMD5 = System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(xml)) } };
#pragma warning restore CA5351
        using var answer = await client.PutAsync(Sign(options, HttpMethod.Put, kind), content, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>The bucket's rules by their ids.</summary>
    private static async Task<Dictionary<string, XElement>> GetAsync(ObjectStoreOptions options, string kind)
    {
        using HttpClient client = new();
        var answer = XElement.Parse(await client.GetStringAsync(Sign(options, HttpMethod.Get, kind), Cancellation));
        return answer.Elements().ToDictionary(static rule => rule.Elements().Single(static child => child.Name.LocalName == "ID").Value);
    }

    private static IEnumerable<string> Values(XElement rule, string name) =>
        rule.Descendants().Where(child => child.Name.LocalName == name).Select(static child => child.Value);

    private static Uri Sign(ObjectStoreOptions options, HttpMethod method, string kind)
    {
        S3Address address = new(new Uri(options.S3.Endpoint), options.S3.PathStyle, options.S3.BucketPrefix);
        S3Presigner presigner = new(options.S3.AccessKey, options.S3.SecretKey!, options.S3.Region, TimeProvider.System);
        return presigner.Sign(method, address.Locate(Buckets.Content), TimeSpan.FromMinutes(5), [new(kind, "")], []);
    }
}
