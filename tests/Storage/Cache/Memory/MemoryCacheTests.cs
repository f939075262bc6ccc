namespace StreamVerse.Storage.Tests.Cache.Memory;

public sealed class MemoryCacheTests : CacheContract
{
    protected override Task<IReadOnlyDictionary<string, string?>> SettingsAsync() =>
        Task.FromResult<IReadOnlyDictionary<string, string?>>(new Dictionary<string, string?> { ["StreamVerse:Cache:Provider"] = "memory" });
}
