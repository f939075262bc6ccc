using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Relational.DeadLetters;

namespace StreamVerse.Grains.Events;

/// <summary>What every consumer of events works with, in one, so that a consumer's constructor tells of its own things only.</summary>
internal sealed class EventConsumerTools(IDeadLetters letters, EventMetrics metrics, IOptions<EventOptions> options, TimeProvider clock, ILogger<EventConsumerGrain> logger)
{
    public IDeadLetters Letters => letters;

    public EventMetrics Metrics => metrics;

    public EventOptions Options => options.Value;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;
}
