using Microsoft.Extensions.Hosting;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>Has the log tell of a membership database that is away, as of other stores, whether or not anybody asks for readiness.</summary>
/// <param name="database">The database.</param>
/// <param name="outages">Says it, and says it again.</param>
/// <param name="clock">The clock.</param>
internal sealed class MembershipWatch(MembershipDatabase database, StoreOutages outages, TimeProvider clock) : BackgroundService
{
    /// <summary>With the patience of a question less than the silence after which an outage is taken for over.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await database.FindFaultAsync(stoppingToken) is { } fault)
            {
                outages.Note(fault);
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
