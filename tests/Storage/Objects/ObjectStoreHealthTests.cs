using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Tests.Objects.Folder;

namespace StreamVerse.Storage.Tests.Objects;

public sealed class ObjectStoreHealthTests
{
    [Fact]
    public async Task FindFaultAsync_StoreThatGoesAndComes_FollowsAfterTheLifetime()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var stores = new FolderStores();
        var time = new FakeTimeProvider();
        using var health = new ObjectStoreHealth(await stores.OpenAsync(), time);
        var staging = Path.Combine(stores.Root, ".staging");
        Assert.Null(await health.FindFaultAsync(cancellation));

        Directory.Delete(staging);
        Assert.Null(await health.FindFaultAsync(cancellation));
        time.Advance(ObjectStoreHealth.Lifetime);
        Assert.Contains("StreamVerse:Objects:Folder:Path", await health.FindFaultAsync(cancellation), StringComparison.Ordinal);

        Directory.CreateDirectory(staging);
        time.Advance(ObjectStoreHealth.Lifetime);
        Assert.Null(await health.FindFaultAsync(cancellation));
    }
}
