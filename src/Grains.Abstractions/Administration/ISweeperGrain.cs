namespace StreamVerse.Grains.Abstractions.Administration;

/// <summary>
/// Finds what a crash left half done, or what has expired, by reading the tables, and wakes the grains concerned (key:
/// region). Runs at the silo's start and then by a reminder, so no row needs a reminder of its own.
/// </summary>
[Alias("sv.ISweeperGrain")]
public interface ISweeperGrain : IGrainWithStringKey
{
    /// <summary>Sweeps once now, and keeps sweeping every minute. Many rows take longer than other calls may.</summary>
    [ResponseTimeout("00:10:00")]
    [Alias("Start")]
    [Repeatable]
    Task Start();
}
