using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;

namespace StreamVerse.Gateway.Administration;

/// <summary>What tenants want of their titles, at <c>/v1/admin/tenants/{orgId}/policy</c>; <see cref="AdminGuard"/> stands before it.</summary>
internal static class TenantPolicyEndpoints
{
    public static void MapTenantPolicies(this IEndpointRouteBuilder routes)
    {
        var policy = routes.MapGroup($"{AdminGuard.ApiRoot}/tenants/{{orgId:guid}}/policy").WithTags("Administration");
        policy.MapGet("", GetAsync).WithSummary("What a tenant wants of its titles.");
        policy.MapPut("", SetAsync).WithSummary("Sets whether originals are kept, or deleted once every file of the published version was found.")
            .WithDescription("'originals': 'keep' or 'delete-after-publish'; null: as configured for all tenants. It holds for titles that are published, or encoded anew, from then on.");
    }

    private static async Task<Ok<TenantPolicy>> GetAsync(Guid orgId, IGrainFactory grains, HttpContext context)
    {
        var policy = await grains.GetGrain<ITenantPolicyGrain>(orgId).Get();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(policy);
    }

    private static async Task<Ok<TenantPolicy>> SetAsync(Guid orgId, TenantPolicyRequest body, IGrainFactory grains) => body.Originals is { } wanted && !Enum.IsDefined(wanted)
        ? throw new DomainException(ErrorKind.Invalid, "policy-invalid", "'originals' must be 'keep' or 'delete-after-publish'.")
        : TypedResults.Ok(await grains.GetGrain<ITenantPolicyGrain>(orgId).SetOriginals(body.Originals));
}
