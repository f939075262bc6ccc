using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Catalog;

internal sealed class TenantPolicyGrain([PersistentState("policy")] IPersistentState<TenantPolicyRecord> state, IOptions<CatalogOptions> options) : Grain, ITenantPolicyGrain
{
    public Task<TenantPolicy> Get() => Task.FromResult(new TenantPolicy(state.State.Originals ?? options.Value.Originals, state.State.Originals is null));

    public async Task<TenantPolicy> SetOriginals(OriginalsPolicy? policy)
    {
        state.State.Originals = policy;
        await this.StoreOrForgetAsync(state);
        return await Get();
    }
}
