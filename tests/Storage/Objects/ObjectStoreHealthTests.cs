using Microsoft.Extensions.Time.Testing;
using NSubstitute;
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

    [Fact]
    public async Task FindFaultAsync_StoreThatNeverAnswers_IsAFaultAfterTheTime()
    {
        var time = new FakeTimeProvider();
        var store = Substitute.For<IObjectStore>();
        var asked = new TaskCompletionSource();
        store.CheckAsync(Arg.Any<CancellationToken>()).Returns(call =>
        {
            asked.SetResult();
            return Task.Delay(Timeout.Infinite, call.Arg<CancellationToken>());
        });
        using var health = new ObjectStoreHealth(store, time);
        var fault = health.FindFaultAsync(TestContext.Current.CancellationToken);
        await asked.Task;
        time.Advance(ObjectStoreHealth.Patience);
        Assert.Contains("did not answer", await fault, StringComparison.Ordinal);
    }
}
