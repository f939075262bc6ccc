using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>
/// Before a silo joins, says of those that ran at its address before it that they are dead. Orleans does so too, but only
/// tries once: of several silos that come back together, each changes the one version of the table, all but one of them are
/// refused, and what they leave looks alive until the table is read again by chance, for up to a minute. So long
/// calls go to grains and directory partitions of silos that are gone (Orleans 10.4.2, <c>MembershipTableManager</c>).
/// </summary>
internal sealed partial class PredecessorEviction(IMembershipTable table, ILocalSiloDetails silo, TimeProvider clock, ILogger<PredecessorEviction> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Each refusal means that another silo has got on, and there is one row to change a silo: more are refused by something else.</summary>
    private const int MostAttempts = 200;

    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(50);

    public void Participate(ISiloLifecycle observer)
    {
        ArgumentNullException.ThrowIfNull(observer);

        // The stage before that in which Orleans reads the table for the first time.
        observer.Subscribe(nameof(PredecessorEviction), ServiceLifecycleStage.RuntimeGrainServices - 1, cancellationToken => EvictAsync(silo.SiloAddress, cancellationToken));
    }

    /// <summary>Marks every earlier silo of an address as dead.</summary>
    /// <param name="successor">The silo that is there now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task EvictAsync(SiloAddress successor, CancellationToken cancellationToken)
    {
        try
        {
            await EvictAllAsync(successor, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A database that fails just now keeps no silo from joining: Orleans waits for it, and tries once itself.
            LogFailed(exception, successor.Endpoint.ToString());
        }
    }

    private async Task EvictAllAsync(SiloAddress successor, CancellationToken cancellationToken)
    {
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, cancellationToken);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var rows = await table.ReadAllAsync(cancellationToken);
            if (rows.Members.FirstOrDefault(row => IsPredecessor(row.Item1, successor)) is not var (entry, etag))
            {
                return;
            }

            entry.AddSuspector(successor, clock.GetUtcNow().UtcDateTime);
            entry.Status = SiloStatus.Dead;
            if (await table.UpdateRowAsync(entry, etag, rows.Version.Next(), cancellationToken))
            {
                LogEvicted(entry.SiloAddress);
            }
            else
            {
                await Task.Delay(LongestPause * Random.Shared.NextDouble(), clock, cancellationToken);
            }
        }

        LogGaveUp(successor.Endpoint.ToString(), MostAttempts);
    }

    private static bool IsPredecessor(MembershipEntry entry, SiloAddress successor) =>
        entry.Status != SiloStatus.Dead && entry.SiloAddress.Endpoint.Equals(successor.Endpoint) && entry.SiloAddress.Generation < successor.Generation;

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo {Silo}, which ran at this address before, is dead.")]
    private partial void LogEvicted(SiloAddress silo);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silos that ran at {Endpoint} before could not be marked as dead, as the membership table cannot be read or written now. Calls to them may fail for up to a minute.")]
    private partial void LogFailed(Exception exception, string endpoint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Silos that ran at {Endpoint} before could not be marked as dead in {Attempts} attempts, as the membership table changed each time. Calls to them may fail for up to a minute.")]
    private partial void LogGaveUp(string endpoint, int attempts);
}
