using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Catalog;

/// <summary>The stored state of a tenant's policy; what is absent is as configured.</summary>
internal sealed class TenantPolicyRecord
{
    public OriginalsPolicy? Originals { get; set; }
}
