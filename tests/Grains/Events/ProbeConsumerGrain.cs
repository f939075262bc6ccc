using StreamVerse.Grains.Events;

namespace StreamVerse.Grains.Tests.Events;

[GrainType("probe-consumer")]
[ImplicitStreamSubscription(ProbeRecord.Topic)]
internal sealed class ProbeConsumerGrain([PersistentState("taken")] IPersistentState<ProbeTaken> state, Probes probes, EventConsumerTools tools) : EventConsumerGrain(tools)
{
    protected override async Task TakeAsync(EventMessage @event, CancellationToken cancellationToken)
    {
        var probe = probes.Of(@event.EntityId);
        var number = @event.Facts().GetProperty("number").GetInt32();
        await probe.ArrivedAsync(number, this.AsReference<IAddressable>());
        if (!state.State.Ids.Contains(@event.Id))
        {
            state.State.Ids.Add(@event.Id);
            state.State.Numbers.Add(number);
            await state.StoreAsync(cancellationToken);
        }

        await probe.TakenAsync(number, state.State.Numbers);
    }
}
