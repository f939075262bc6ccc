using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>What a tenant wants of its titles (key: tenant id).</summary>
[Alias("sv.ITenantPolicyGrain")]
public interface ITenantPolicyGrain : IGrainWithGuidKey
{
    /// <summary>The policy as it is now.</summary>
    [Alias("Get")]
    [ReadOnly]
    Task<TenantPolicy> Get();

    /// <summary>Sets what becomes of originals, for titles that are published, or encoded anew, from now on.</summary>
    /// <param name="policy">The policy; <see langword="null"/>: as configured for all.</param>
    [Alias("SetOriginals")]
    [Repeatable]
    Task<TenantPolicy> SetOriginals(OriginalsPolicy? policy);
}
