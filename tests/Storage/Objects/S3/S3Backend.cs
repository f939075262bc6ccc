using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.S3;

namespace StreamVerse.Storage.Tests.Objects.S3;

/// <summary>Stores of the shared S3 server; skips the test where there is none.</summary>
/// <param name="fixture">The server.</param>
internal sealed class S3Backend(S3StoreFixture fixture) : IObjectStoreBackend
{
    private readonly List<S3ObjectStore> _opened = [];

    public async Task<IObjectStore> OpenAsync()
    {
        var store = fixture.CreateStore();
        _opened.Add(store);
        if (!fixture.IsReady)
        {
            await store.EnsureReadyAsync(TestContext.Current.CancellationToken);
            fixture.IsReady = true;
        }

        return store;
    }

    public void Dispose() => _opened.ForEach(static store => store.Dispose());
}
