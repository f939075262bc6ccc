using System.Globalization;

namespace StreamVerse.Encoding.Processes;

/// <summary>Tells ffmpeg's <c>key=value</c> progress lines from its messages; both come on stderr, as stdout may carry media.</summary>
internal sealed class ProgressParser
{
    private static readonly HashSet<string> Keys = new(StringComparer.Ordinal)
    {
        "frame", "fps", "bitrate", "total_size", "out_time_us", "out_time_ms", "out_time", "dup_frames", "drop_frames",
        "speed", "progress",
    };

    private long _frames;
    private TimeSpan _time;

    /// <summary>Takes a line.</summary>
    /// <param name="line">A line of stderr.</param>
    /// <param name="position">The position, where the line ends a report.</param>
    /// <returns>Whether the line belongs to a report; if not, it is a message.</returns>
    public bool TryTake(string line, out ToolPosition? position)
    {
        position = null;
        var equals = line.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return false;
        }

        var key = line[..equals];
        var value = line.AsSpan(equals + 1).Trim();
        if (key.StartsWith("stream_", StringComparison.Ordinal) && key.EndsWith("_q", StringComparison.Ordinal))
        {
            return true;
        }

        if (!Keys.Contains(key))
        {
            return false;
        }

        switch (key)
        {
            case "frame" when long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var frames):
                _frames = frames;
                break;
            case "out_time_us" when long.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var microseconds):
                // Before the first packet ffmpeg reports the smallest number that there is.
                _time = microseconds > 0 ? TimeSpan.FromMicroseconds(microseconds) : TimeSpan.Zero;
                break;
            case "progress":
                position = new ToolPosition(_frames, _time);
                break;
            default:
                break;
        }

        return true;
    }
}
