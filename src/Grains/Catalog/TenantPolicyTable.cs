using StreamVerse.Storage.Relational;

namespace StreamVerse.Grains.Catalog;

/// <summary>What tenants want of their titles, in <c>content.tenant_policies</c>.</summary>
internal sealed class TenantPolicyTable() : GrainTable<TenantPolicyRecord>("content", "tenant_policies");
