using StreamVerse.Storage;

namespace StreamVerse.Gateway.Health;

/// <summary>The stores that this process has registered for itself answer.</summary>
/// <param name="stores">The stores.</param>
internal sealed class StoresCheck(IEnumerable<IStoreHealth> stores) : IReadinessCheck
{
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var store in stores)
            {
                await store.ProbeAsync(cancellationToken);
            }

            return null;
        }
        catch (StoreUnavailableException exception)
        {
            return $"The {exception.Store} (setting {exception.Setting}) is not available.";
        }
    }
}
