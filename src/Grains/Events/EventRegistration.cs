using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace StreamVerse.Grains.Events;

/// <summary>Registers the streams of domain events.</summary>
internal static class EventRegistration
{
    /// <summary>The stream provider's name.</summary>
    private const string Provider = "events";

    /// <summary>How long an agent leaves its reader alone after an answer; while nothing is under way the reader answers late.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    public static void AddEvents(this ISiloBuilder silo)
    {
        var services = silo.Services;
        services.AddOptions<EventOptions>().BindConfiguration(EventOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EventOptions>, EventOptionsValidator>();
        services.AddSingleton<EventMetrics>();
        services.AddSingleton<EventConsumerTools>();
        services.AddHostedService<EventMeter>();
        services.AddHostedService<OutboxWatch>();
        silo.AddPersistentStreams(Provider, static (services, name) => new OutboxAdapterFactory(services, name), static streams =>
        {
            // Who consumes what is known from the classes; nothing about it is stored.
            streams.ConfigureStreamPubSub(StreamPubSubType.ImplicitOnly);
            streams.ConfigurePullingAgent(static agent => agent.Configure(static options =>
            {
                options.GetQueueMsgsTimerPeriod = Tick;

                // Without end: Orleans passes over what it gives up, and only consumers may decide that.
                options.MaxEventDeliveryTime = Timeout.InfiniteTimeSpan;
            }));
            streams.ConfigureBackoffProvider(static (services, _) => ActivatorUtilities.CreateInstance<DeliveryPause>(services));
        });
    }
}
