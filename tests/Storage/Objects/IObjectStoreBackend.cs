using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>Where one test keeps objects.</summary>
public interface IObjectStoreBackend : IDisposable
{
    /// <summary>A new store of the adapter, with nothing remembered of an earlier one; ready.</summary>
    Task<IObjectStore> OpenAsync();
}
