using System.Globalization;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>
/// What the times of all packets tell, in bounded memory: packets come in decoding order and are put in display order
/// through a small window.
/// </summary>
/// <param name="timeBase">Seconds per tick.</param>
internal sealed class PacketIndex(Rational timeBase)
{
    /// <summary>More than any codec reorders.</summary>
    private const int ReorderWindow = 64;

    private const double ToleratedStepBackSeconds = 1;

    private readonly PriorityQueue<Packet, long> _window = new();
    private readonly IntervalHistogram _intervals = new();
    private long? _lastDecodeTime;
    private long? _lastShown;
    private long? _lastKey;
    private long _lowestShown = long.MaxValue;
    private long _highestShown = long.MinValue;
    private long _firstShown;
    private long _endOfLast;
    private long _longestKeyInterval;
    private long _longestGap;

    /// <summary>Packets that are shown.</summary>
    public long Count { get; private set; }

    /// <summary>Packets that ffprobe calls key frames, hidden ones too: the container's word in MP4, the parser's where ffmpeg parses the codec.</summary>
    public long KeyCount { get; private set; }

    /// <summary>Whether an edit list hides packets among shown ones, and not before or after all of them: there are several edits, and the start of one overlaps the end of another.</summary>
    public bool HidesBetween { get; private set; }

    /// <summary>Packets that carry no time at all.</summary>
    public long WithoutTime { get; private set; }

    /// <summary>Bytes of all packets.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether decode times went back by more than jitter: the timestamps start anew.</summary>
    public bool HasReset { get; private set; }

    /// <summary>Whether reading ended with an error.</summary>
    public bool IsTailDamaged { get; set; }

    /// <summary>Seconds per tick.</summary>
    public Rational TimeBase => timeBase;

    /// <summary>Ticks between shown packets.</summary>
    public IntervalHistogram Intervals => _intervals;

    /// <summary>Timestamp of the first packet in display order.</summary>
    public long FirstPts => _firstShown;

    /// <summary>Timestamp of the last packet in display order.</summary>
    public long LastPts => _lastShown ?? _firstShown;

    /// <summary>Timestamp at which the last picture's display ends.</summary>
    public long EndPts => Math.Max(_endOfLast, LastPts + 1);

    /// <summary>Longest time from one key frame to the next or to the end, in seconds.</summary>
    public double LongestKeyIntervalSeconds => Math.Max(_longestKeyInterval, EndPts - (_lastKey ?? _firstShown)) * timeBase.Value;

    /// <summary>Longest time between two pictures, in seconds.</summary>
    public double LongestGapSeconds => _longestGap * timeBase.Value;

    /// <summary>Takes a line <c>pts,dts,duration,size,flags</c>.</summary>
    public void Add(string line)
    {
        var fields = line.Split(',');
        if (fields.Length < 5)
        {
            return;
        }

        // D marks packets that an edit list hides: they are decoded but never shown.
        var flags = fields[4];
        var isKey = flags.Contains('K', StringComparison.Ordinal);
        var pts = Ticks(fields[0]);
        var dts = Ticks(fields[1]);
        Bytes += Ticks(fields[3]) ?? 0;
        NoteDecodeTime(dts ?? pts);
        KeyCount += isKey ? 1 : 0;
        if (flags.Contains('D', StringComparison.Ordinal))
        {
            HidesBetween |= (pts ?? dts) is { } hidden && hidden > _lowestShown && hidden < _highestShown;
            return;
        }

        Count++;
        if ((pts ?? dts) is not { } time)
        {
            WithoutTime++;
            return;
        }

        (_lowestShown, _highestShown) = (Math.Min(_lowestShown, time), Math.Max(_highestShown, time));
        _window.Enqueue(new Packet(time, Ticks(fields[2]) ?? 0, isKey), time);
        if (_window.Count > ReorderWindow)
        {
            Show(_window.Dequeue());
        }
    }

    /// <summary>Ends the index. Must be called once, after the last packet.</summary>
    public void Complete()
    {
        while (_window.TryDequeue(out var packet, out _))
        {
            Show(packet);
        }
    }

    private static long? Ticks(string field) =>
        long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private void NoteDecodeTime(long? time)
    {
        if (time is null)
        {
            return;
        }

        HasReset |= _lastDecodeTime is { } last && (last - time.Value) * timeBase.Value > ToleratedStepBackSeconds;
        _lastDecodeTime = time;
    }

    private void Show(Packet packet)
    {
        if (_lastShown is { } last)
        {
            var interval = packet.Time - last;
            if (interval > 0)
            {
                _longestGap = Math.Max(_longestGap, interval);
                _intervals.Add(interval);
            }
        }
        else
        {
            _firstShown = packet.Time;
        }

        if (packet.IsKey)
        {
            _longestKeyInterval = Math.Max(_longestKeyInterval, packet.Time - (_lastKey ?? _firstShown));
            _lastKey = packet.Time;
        }

        _lastShown = Math.Max(packet.Time, _lastShown ?? packet.Time);
        _endOfLast = Math.Max(_endOfLast, packet.Time + packet.Duration);
    }

    private readonly record struct Packet(long Time, long Duration, bool IsKey);
}
