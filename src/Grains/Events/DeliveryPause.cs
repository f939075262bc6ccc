using Microsoft.Extensions.Options;
using Orleans.Runtime.Providers;

namespace StreamVerse.Grains.Events;

/// <summary>The growing pause before an event that a consumer did not take is tried again.</summary>
internal sealed class DeliveryPause(IOptions<EventOptions> options) : IMessageDeliveryBackoffProvider
{
    private const int Doublings = 7;

    public TimeSpan Next(int attempt)
    {
        var longest = options.Value.LongestPause;
        return attempt >= Doublings ? longest : longest / 100 * (1 << attempt);
    }
}
