using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Chaos.Tests.Invariants;

/// <summary>What lies in the cluster's object store, seen past the cluster.</summary>
internal sealed class StoredObjects : IAsyncDisposable
{
    /// <summary>The object store's key in a cluster on one machine.</summary>
    private const string AccessKey = "streamverse";

    private readonly ServiceProvider _services;

    public StoredObjects(Uri endpoint, string secretKeyFile) => _services = new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddObjectStore(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{ObjectStoreOptions.Section}:Provider"] = nameof(ObjectStoreProvider.S3),
            [$"{ObjectStoreOptions.Section}:S3:Endpoint"] = endpoint.GetLeftPart(UriPartial.Authority),
            [$"{ObjectStoreOptions.Section}:S3:AccessKey"] = AccessKey,
            [$"{ObjectStoreOptions.Section}:S3:SecretKeyFile"] = secretKeyFile,
        }).Build())
        .BuildServiceProvider();

    private IObjectStore Objects => _services.GetRequiredService<IObjectStore>();

    /// <summary>Path and digest of every object below a folder, sorted; one line each.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="prefix">The folder with its slash; empty for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<string>> DigestsAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var path in await PathsAsync(bucket, prefix, cancellationToken))
        {
            await using var reading = await Objects.OpenReadAsync(new ObjectKey(bucket, path), null, cancellationToken) ?? throw new InvalidDataException($"{bucket}/{path} is listed and not there.");
            lines.Add($"{path[prefix.Length..]} {Convert.ToHexStringLower(await SHA256.HashDataAsync(reading.Content, cancellationToken))}");
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>Every path below a folder.</summary>
    public async Task<IReadOnlyList<string>> PathsAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var paths = new List<string>();
        await foreach (var found in Objects.ListAsync(bucket, prefix, cancellationToken))
        {
            paths.Add(found.Key.Path);
        }

        return paths;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
