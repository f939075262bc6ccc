using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Relational.Membership;

/// <summary>Lets a client that finds no silo try again for as long as it takes: silos may come later than their clients.</summary>
internal sealed partial class PatientConnection(TimeProvider clock, ILogger<PatientConnection> logger) : IClientConnectionRetryFilter
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private int _failures;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_failures++ == 0)
        {
            LogWaiting(exception.Message);
        }

        var pause = FirstPause * Math.Pow(2, Math.Min(_failures - 1, 8));
        await Task.Delay(pause < LongestPause ? pause : LongestPause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No silo of the cluster answers yet ({Reason}); waiting for one.")]
    private partial void LogWaiting(string reason);
}
