using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects.S3;

[Collection(S3TestGroup.Name)]
public sealed class S3NamesTests(S3StoreFixture fixture) : ObjectNamesContract
{
    [Fact]
    public async Task ListAsync_MoreThanAPage_GivesAll()
    {
        var store = await OpenStoreAsync();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 1_050),
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (number, _) => await PutAsync(store, Key($"many/{number:00000}"), [1]));
        var names = await ListAsync(store, Key("many/x").Path[..^1]);
        Assert.Equal(Enumerable.Range(0, 1_050).Select(static number => $"many/{number:00000}"), names);

        await store.DeletePrefixAsync(Buckets.Content, Key("many/x").Path[..^1], Cancellation);
        Assert.Empty(await ListAsync(store, Key("many/x").Path[..^1]));
    }

    protected override IObjectStoreBackend CreateBackend() => new S3Backend(fixture);
}
