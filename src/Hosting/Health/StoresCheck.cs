using StreamVerse.Storage.Health;

namespace StreamVerse.Hosting.Health;

/// <summary>The stores of this process answer.</summary>
/// <param name="stores">Asks them.</param>
internal sealed class StoresCheck(StoreReadiness stores) : IReadinessCheck
{
    public string Subject => "stores";

    public Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken) => stores.FindFaultsAsync(cancellationToken);
}
