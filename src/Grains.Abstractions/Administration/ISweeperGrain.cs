namespace StreamVerse.Grains.Abstractions.Administration;

/// <summary>
/// Finds what a crash left half done, or what has expired, by reading the tables, and wakes the grains concerned (key:
/// region). Runs at the silo's start, then by a reminder, and where that does not come because silos ask for it.
/// </summary>
[Alias("sv.ISweeperGrain")]
public interface ISweeperGrain : IGrainWithStringKey
{
    /// <summary>Sweeps once now, and keeps sweeping every minute. Many rows take longer than other calls may.</summary>
    [ResponseTimeout("00:10:00")]
    [Alias("Start")]
    [Repeatable]
    Task Start();

    /// <summary>
    /// Sweeps now, and asks for the reminder anew, if no sweep has ended for longer than the reminder takes; otherwise does
    /// nothing, and costs nothing. Every silo asks now and then, so that sweeps depend on no reminder.
    /// </summary>
    [ResponseTimeout("00:10:00")]
    [Alias("EnsureSwept")]
    [Repeatable]
    Task EnsureSwept();
}
