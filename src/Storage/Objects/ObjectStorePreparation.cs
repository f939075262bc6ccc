using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Objects;

/// <summary>Makes the buckets.</summary>
internal sealed class ObjectStorePreparation(IObjectStore store) : IStorePreparation
{
    public string Store => "object store";

    public Task PrepareAsync(CancellationToken cancellationToken) => store.EnsureReadyAsync(cancellationToken);
}
