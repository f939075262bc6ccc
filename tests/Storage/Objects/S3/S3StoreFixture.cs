using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.S3;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Objects.S3;

/// <summary>
/// The S3 store of the tests: the one that the environment names (STREAMVERSE_TEST_S3_ENDPOINT, _ACCESS_KEY, _SECRET_KEY,
/// _REGION: see compose.yaml), otherwise Ceph's gateway, started for the run.
/// </summary>
public sealed class S3StoreFixture : IAsyncLifetime
{
    private readonly string _bucketPrefix = "test-" + Guid.NewGuid().ToString("N")[..12] + "-";

    /// <summary>The server that was started, or null where one was named.</summary>
    internal RadosGatewayServer? Server { get; private set; }

    /// <summary>Whether a store has made the buckets.</summary>
    internal bool IsReady { get; set; }

    private string? Missing { get; set; }

    public async ValueTask InitializeAsync()
    {
        if (Variable("ENDPOINT") is not null)
        {
            return;
        }

        Missing = RadosGatewayServer.MissingReason;
        if (Missing is null)
        {
            Server = await RadosGatewayServer.StartNewAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }

    /// <summary>Options for the store; skips the test where there is none.</summary>
    internal ObjectStoreOptions OptionsOrSkip()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return new ObjectStoreOptions
        {
            Provider = ObjectStoreProvider.S3,
            S3 =
            {
                Endpoint = Variable("ENDPOINT") ?? Server!.Endpoint.ToString(),
                AccessKey = Variable("ACCESS_KEY") ?? RadosGatewayServer.AccessKey,
                SecretKey = Variable("SECRET_KEY") ?? RadosGatewayServer.SecretKey,
                Region = Variable("REGION") ?? "us-east-1",
                BucketPrefix = _bucketPrefix,
            },
        };
    }

    internal S3ObjectStore CreateStore(Action<S3ObjectStoreOptions>? change = null)
    {
        var options = OptionsOrSkip();
        change?.Invoke(options.S3);
        return new S3ObjectStore(Options.Create(options), TimeProvider.System, NullLogger<S3ObjectStore>.Instance);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable("STREAMVERSE_TEST_S3_" + name);
}
