using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Health;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>
/// Lets a client that finds no silo try again for as long as it takes: silos may come later than their clients. Says once a
/// minute what it waits for; where that is the database, <see cref="StoreOutages"/> says it.
/// </summary>
internal sealed partial class PatientConnection(
    MembershipDatabase database, StoreOutages outages, IOptions<ClusterOptions> cluster, TimeProvider clock, ILogger<PatientConnection> logger) : IClientConnectionRetryFilter
{
    private const string Setting = $"{ClusterOptions.Section}:{nameof(ClusterOptions.ClusterId)}";
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Recurrence _silence = new(clock, StoreOutages.ReminderInterval);
    private int _failures;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        try
        {
            if (await database.FindFaultAsync(cancellationToken) is { } fault)
            {
                outages.Note(fault);
            }
            else if (_silence.Happens(out _, out _))
            {
                LogWaiting(cluster.Value.ClusterId, Setting, exception.Message);
            }

            var pause = FirstPause * Math.Pow(2, Math.Min(_failures++, 8));
            await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo of cluster '{ClusterId}' (setting {Setting}) answers yet ({Reason}); waiting for one.")]
    private partial void LogWaiting(string clusterId, string setting, string reason);
}
