using System.Globalization;

namespace StreamVerse.Cluster;

/// <summary>
/// Tells people, a line each. Lines that cannot be written (a full disk behind the output, a terminal that is gone) are
/// counted, and that is said when there is room again: nothing may stay down, or end out of order, for want of a line.
/// </summary>
/// <param name="output">Where people read; it passes each line on at once.</param>
internal sealed class Announcer(TextWriter output)
{
    private readonly Lock _lock = new();
    private int _lost;

    /// <summary>Says a line. Never fails.</summary>
    public void Say(string line)
    {
        lock (_lock)
        {
            try
            {
                var missing = _lost == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({_lost} lines are missing here: they could not be written.){Environment.NewLine}");
                output.WriteLine(missing + line);
                _lost = 0;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                // The last two are what .NET makes of an output that was closed (EBADF), and of a file that is as long as it may be (EFBIG).
                _lost++;
            }
        }
    }
}
