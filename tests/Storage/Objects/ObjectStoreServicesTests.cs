using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.Folder;
using StreamVerse.Storage.Objects.S3;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Objects;

public sealed class ObjectStoreServicesTests
{
    [Fact]
    public async Task AddObjectStore_NothingConfigured_IsAFolder()
    {
        await using var services = Build();
        Assert.IsType<FolderObjectStore>(services.GetRequiredService<IObjectStore>());
        Assert.Equal("object store", services.GetRequiredService<IStoreHealth>().Store);
    }

    [Fact]
    public async Task AddObjectStore_S3WithASecretFile_IsS3()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(folder.File("secret"), "the-secret\n", TestContext.Current.CancellationToken);
        await using var services = Build(
            ("Provider", "s3"), ("S3:Endpoint", "https://minio.example:9000"), ("S3:AccessKey", "a"), ("S3:SecretKeyFile", folder.File("secret")), ("S3:CorsOrigins:0", "https://studio.example"));
        Assert.IsType<S3ObjectStore>(services.GetRequiredService<IObjectStore>());
        Assert.Equal("the-secret", services.GetRequiredService<IOptions<ObjectStoreOptions>>().Value.S3.ReadSecret());
        Assert.Equal(["https://studio.example"], services.GetRequiredService<IOptions<ObjectStoreOptions>>().Value.S3.CorsOrigins);
    }

    [Theory]
    [InlineData("Folder:Path", "Folder:Path", " ")]
    [InlineData("AbandonedAfter", "AbandonedAfter", "00:01:00")]
    [InlineData("S3:Endpoint", "S3:Endpoint", "minio")]
    [InlineData("S3:Endpoint", "S3:Endpoint", "http://user:password@minio/")]
    [InlineData("S3:Endpoint", "S3:Endpoint", "http://minio/path")]
    [InlineData("S3:PublicEndpoint", "S3:PublicEndpoint", "ftp://minio")]
    [InlineData("S3:AccessKey", "S3:AccessKey", "")]
    [InlineData("S3:SecretKeyFile", "S3:SecretKeyFile", "/nonexistent/secret")]
    [InlineData("S3:SecretKeyFile", "S3:SecretKey", "")]
    [InlineData("S3:BucketPrefix", "S3:BucketPrefix", "Grand")]
    [InlineData("S3:AttemptTimeout", "S3:AttemptTimeout", "00:00:00")]
    [InlineData("S3:MaxAttempts", "S3:MaxAttempts", "0")]
    public async Task Options_WrongValue_IsRefusedByTheSettingsName(string named, string setting, string value)
    {
        (string, string)[] good = [("S3:Endpoint", "http://minio:9000"), ("S3:AccessKey", "a"), ("S3:SecretKey", "b")];
        await using var services = Build([.. good, ("Provider", setting.StartsWith("S3:", StringComparison.Ordinal) ? "S3" : "Folder"), (setting, value)]);
        var thrown = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<ObjectStoreOptions>>().Value);
        Assert.Contains("StreamVerse:Objects:" + named, thrown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("password", thrown.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Reverse().DistinctBy(static setting => setting.Key).Select(static setting => KeyValuePair.Create($"{ObjectStoreOptions.Section}:{setting.Key}", (string?)setting.Value)))
            .Build();
        return new ServiceCollection().AddObjectStore(configuration).BuildServiceProvider();
    }
}
