using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Storage.Cache;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational;

namespace StreamVerse.Hosting.Tests;

/// <summary>What <c>--print-config</c> shows, and what it must not.</summary>
public sealed class ConfigurationPrinterTests
{
    [Fact]
    public void Print_NothingSet_ShowsTheDefaults()
    {
        var lines = Print();
        Assert.Contains("StreamVerse:Relational:CommandTimeout = 00:00:10", lines);
        Assert.Contains("StreamVerse:Relational:MigrateAtStart = True", lines);
        Assert.Contains("StreamVerse:Objects:AbandonedAfter = 14.00:00:00", lines);
    }

    [Theory]
    [InlineData("Host=db;Username=sv;Password=hidden-1;Database=v", "host=db;username=sv;password=********;database=v")]
    [InlineData("Host=db;password = hidden-1;Ssl Password=hidden-1", "host=db;password=********;ssl password=********")]
    [InlineData("Host=db;Pwd=hidden-1", "host=db;pwd=********")]
    [InlineData("Host=db;PSW=hidden-1", "host=db;psw=********")]
    [InlineData("Host=db;Password='hid;den-1';Database=v", "host=db;password=********;database=v")]
    [InlineData("Host=db;Password='hidden-1", "********")]
    [InlineData("Host=db", "host=db")]
    public void Print_ConnectionString_MasksPasswordsOnly(string given, string shown) =>
        Assert.Contains($"StreamVerse:Relational:ConnectionString = {shown}", Print(("Relational:Provider", "postgres"), ("Relational:ConnectionString", given)));

    [Theory]
    [InlineData("https://sv:hidden-1@cache.example/")]
    [InlineData("https://sv:%68idden-1@cache.example/")]
    [InlineData("HTTPS://hidden-1@cache.example/")]
    public void Print_AddressWithAPassword_IsMasked(string given)
    {
        var lines = Print(("Cache:Redis:KeyPrefix", given));
        Assert.DoesNotContain(lines, static line => line.Contains("idden", StringComparison.Ordinal));
        Assert.Contains("StreamVerse:Cache:Redis:KeyPrefix = https://********@cache.example/", lines);
    }

    [Fact]
    public void Print_KeysOfTheObjectStore_AreMasked()
    {
        var lines = Print(
            ("Objects:Provider", "s3"),
            ("Objects:S3:Endpoint", "http://127.0.0.1:9000"),
            ("Objects:S3:AccessKey", "hidden-1"),
            ("Objects:S3:SecretKey", "hidden-2"),
            ("Objects:S3:CorsOrigins:0", "https://studio.example"));
        Assert.DoesNotContain(lines, static line => line.Contains("hidden", StringComparison.Ordinal));
        Assert.Contains("StreamVerse:Objects:S3:AccessKey = ********", lines);
        Assert.Contains("StreamVerse:Objects:S3:SecretKey = ********", lines);
        Assert.Contains("StreamVerse:Objects:S3:Endpoint = http://127.0.0.1:9000", lines);
        Assert.Contains("StreamVerse:Objects:S3:CorsOrigins:0 = https://studio.example", lines);
    }

    [Fact]
    public void Print_Cache_MasksThePasswordOnly()
    {
        var lines = Print(("Cache:Provider", "redis"), ("Cache:Redis:Configuration", "cache:6379,user=sv,password=hid=den-1,ssl=true"), ("Cache:Redis:Timeout", "00:00:00.025"));
        Assert.Contains("StreamVerse:Cache:Redis:Configuration = cache:6379,user=sv,password=********,ssl=true", lines);
        Assert.Contains("StreamVerse:Cache:Redis:Timeout = 00:00:00.0250000", lines);
        Assert.Contains("StreamVerse:Cache:Redis:KeyPrefix = streamverse:", lines);
    }

    [Fact]
    public void Print_WrongSetting_SaysSoAndShowsTheOthers()
    {
        var lines = Print(("Relational:MaxRetries", "21"));
        Assert.Contains(lines, static line => line.StartsWith('#') && line.Contains("StreamVerse:Relational:MaxRetries must be", StringComparison.Ordinal));
        Assert.Contains(lines, static line => line.StartsWith("StreamVerse:Objects:", StringComparison.Ordinal));
    }

    private static string[] Print(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["StreamVerse:Relational:Path"] = "/data/streamverse.db", ["StreamVerse:Objects:Folder:Path"] = "/data/objects" };
        foreach (var (key, value) in settings)
        {
            all[$"StreamVerse:{key}"] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        ServiceCollection services = new();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddLogging();
        services.AddRelationalStore(configuration);
        services.AddObjectStore(configuration);
        services.AddCache(configuration);
        using var provider = services.BuildServiceProvider();
        using StringWriter output = new();
        ConfigurationPrinter.Print(services, provider, output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
