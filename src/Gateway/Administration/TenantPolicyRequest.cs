using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Administration;

/// <summary>Body of <c>PUT /v1/admin/tenants/{orgId}/policy</c>.</summary>
/// <param name="Originals">What becomes of uploaded files when their titles are published; <see langword="null"/>: as configured for all tenants.</param>
internal sealed record TenantPolicyRequest(OriginalsPolicy? Originals = null);
