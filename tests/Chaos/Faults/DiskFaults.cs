using System.Globalization;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>There is no room left on a disk.</summary>
internal static class DiskFaults
{
    /// <summary>A disk is full for a while; all must go on by itself when there is room again.</summary>
    /// <param name="what">What lies on the disk, for people.</param>
    /// <param name="disk">The disk; <see langword="null"/> where none could be made.</param>
    /// <param name="length">For how long.</param>
    public static Fault Fill(string what, SmallDisk? disk, TimeSpan length)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"disk of {what} full for {length.TotalSeconds:0} s");
        return disk is null
            ? new Fault(name, static (_, _) => Task.CompletedTask) { MissingReason = "no small disk can be mounted here" }
            : new Fault(name, async (cluster, cancellationToken) =>
            {
                await disk.KeepFullAsync(length, cancellationToken);
                await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
            });
    }
}
