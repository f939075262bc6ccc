namespace StreamVerse.Storage.Objects;

/// <summary>The object store, among the stores of a process.</summary>
internal sealed class ObjectStoreHealth(IObjectStore store) : IStoreHealth
{
    public string Store => "object store";

    public string Setting => ObjectStoreOptions.Section;

    public Task ProbeAsync(CancellationToken cancellationToken) => store.CheckAsync(cancellationToken);
}
