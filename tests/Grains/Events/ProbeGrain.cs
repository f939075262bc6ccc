namespace StreamVerse.Grains.Tests.Events;

internal sealed class ProbeGrain([PersistentState("probe")] IPersistentState<ProbeRecord> state, TimeProvider clock) : Grain, IProbeGrain
{
    public async Task Raise(int count)
    {
        for (var number = 0; number < count; number++)
        {
            state.State.Raise(clock.GetUtcNow());
        }

        await this.StoreOrForgetAsync(state);
    }
}
