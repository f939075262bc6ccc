using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Diagnosis;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.S3;
using StreamVerse.Storage.Tests.Objects.S3;

namespace StreamVerse.Storage.Tests.Diagnosis;

/// <summary>The doctor against a real store: as it is, without CORS, with a wrong key, and where there is none.</summary>
[Collection(S3TestGroup.Name)]
public sealed class S3ExaminationTests(S3StoreFixture fixture)
{
    private const string Origin = "https://studio.example";
    private readonly string _prefix = "doctor-" + Guid.NewGuid().ToString("N")[..12] + "-";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_BucketsWithCors_AllIsWellAndNothingIsLeft()
    {
        var options = NewOptions();
        options.S3.CorsOrigins.Add(Origin);
        using S3ObjectStore store = new(Options.Create(options), TimeProvider.System, NullLogger<S3ObjectStore>.Instance);
        await store.EnsureReadyAsync(Cancellation);
        var found = await ExamineAsync(options);
        Assert.Equal("", found.Names(FindingStatus.Missing));
        Assert.Equal("", found.Names(FindingStatus.Skipped));
        Assert.Equal(10, found.Count);
        Assert.Empty(await store.ListAsync(Buckets.Content, "", Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task RunAsync_BucketsWithoutCors_IsMissedOnlyWhereItIsAskedFor()
    {
        var options = NewOptions();
        using S3ObjectStore store = new(Options.Create(options), TimeProvider.System, NullLogger<S3ObjectStore>.Instance);
        await store.EnsureReadyAsync(Cancellation);
        var found = await ExamineAsync(options);
        Assert.Equal("", found.Names(FindingStatus.Missing));
        Assert.Equal("CORS preflight, CORS ranged GET", found.Names(FindingStatus.Skipped));

        options.S3.CorsOrigins.Add(Origin);
        found = await ExamineAsync(options);
        Assert.Equal("CORS preflight, CORS ranged GET", found.Names(FindingStatus.Missing));
        Assert.Contains("StreamVerse:Objects:S3:CorsOrigins", found["CORS preflight"].Detail, StringComparison.Ordinal);
        Assert.Contains(Origin, found["CORS preflight"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoBucketsYet_AreMadeForTheTrialAndRemoved()
    {
        var options = NewOptions();
        var found = await ExamineAsync(options);
        Assert.Equal("", found.Names(FindingStatus.Missing));
        Assert.Contains("a start makes them", found["reach"].Detail, StringComparison.Ordinal);
        Assert.Contains("a start makes them", (await ExamineAsync(options))["reach"].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WrongSecretKey_SaysSoWithoutIt()
    {
        var options = NewOptions();
        options.S3.SecretKey = "not-the-secret";
        var found = await ExamineAsync(options);
        Assert.Equal("", found.Names(FindingStatus.Ok));
        Assert.Contains("StreamVerse:Objects:S3:AccessKey", found["reach"].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", string.Join(' ', found.Values), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoSuchHost_NamesTheSetting()
    {
        var options = NewOptions();
        options.S3.Endpoint = "http://no-such-host.invalid:9000";
        options.S3.MaxAttempts = 1;
        var found = await ExamineAsync(options);
        Assert.Equal("", found.Names(FindingStatus.Ok));
        Assert.Contains("StreamVerse:Objects:S3:Endpoint", found["reach"].Detail, StringComparison.Ordinal);
    }

    private ObjectStoreOptions NewOptions()
    {
        var options = fixture.OptionsOrSkip();
        options.S3.BucketPrefix = _prefix;
        return options;
    }

    private static async Task<IReadOnlyDictionary<string, Finding>> ExamineAsync(ObjectStoreOptions options)
    {
        using S3ObjectStore store = new(Options.Create(options), TimeProvider.System, NullLogger<S3ObjectStore>.Instance);
        ObjectStoreExamination examination = new(new Lazy<IObjectStore>(store), Options.Create(options), TimeProvider.System);
        return await Findings.OfAsync(examination.RunAsync("http://127.0.0.1:8080", Cancellation));
    }
}
