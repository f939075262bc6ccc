using System.Globalization;
using System.Threading.Channels;

namespace StreamVerse.Cluster;

/// <summary>
/// Tells people, a line each, from a thread of its own. Lines that cannot be written (a full disk behind the output, a terminal
/// that is gone), or not soon enough (a terminal that was stopped with Ctrl-S, a pager that nobody scrolls), are counted, and that
/// is said when there is room again: nothing may stay down, or end out of order, for want of a line.
/// </summary>
internal sealed class Announcer : IDisposable
{
    /// <summary>How many lines may wait to be written.</summary>
    public const int MaxWaiting = 1000;

    private readonly TextWriter _output;
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly Thread _writer;
    private int _lost;

    /// <param name="output">Where people read; it passes each line on at once.</param>
    public Announcer(TextWriter output)
    {
        _output = output;
        _writer = new Thread(Write) { IsBackground = true, Name = nameof(Announcer) };
        _writer.Start();
    }

    /// <summary>How long the end waits for lines that still have to be written.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Says a line. Never fails, and never waits.</summary>
    public void Say(string line)
    {
        if (!_lines.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _lost);
        }
    }

    /// <summary>Waits until what was said is written, if that is soon. What is said after it is not.</summary>
    public void Dispose()
    {
        _lines.Writer.TryComplete();
        _writer.Join(Patience);
    }

    private void Write()
    {
        foreach (var line in _lines.Reader.ReadAllAsync().ToBlockingEnumerable())
        {
            var lost = Interlocked.Exchange(ref _lost, 0);
            try
            {
                var missing = lost == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({lost} lines are missing here: they could not be written.){Environment.NewLine}");
                _output.WriteLine(missing + line);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
            {
                // The last two are what .NET makes of an output that was closed (EBADF), and of a file that is as long as it may be (EFBIG).
                Interlocked.Add(ref _lost, lost + 1);
            }
        }
    }
}
