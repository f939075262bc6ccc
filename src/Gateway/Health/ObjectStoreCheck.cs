using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Health;

/// <summary>The object store answers.</summary>
/// <param name="health">Asks it.</param>
internal sealed class ObjectStoreCheck(ObjectStoreHealth health) : IReadinessCheck
{
    public Task<string?> FindFaultAsync(CancellationToken cancellationToken) => health.FindFaultAsync(cancellationToken);
}
