namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>What a tenant wants of its titles; also the JSON of <c>GET /v1/admin/tenants/{orgId}/policy</c>.</summary>
/// <param name="Originals">What becomes of uploaded files when their titles are published.</param>
/// <param name="IsDefault">Whether that is as configured for all tenants, and not set for this one.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TenantPolicy")]
public sealed record TenantPolicy([property: Id(0)] OriginalsPolicy Originals, [property: Id(1)] bool IsDefault);
