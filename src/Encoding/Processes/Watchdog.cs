namespace StreamVerse.Encoding.Processes;

/// <summary>Bounds a run: in all, and between two advances of its output.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly CancellationTokenSource _total;
    private readonly CancellationTokenSource _stall;
    private readonly CancellationTokenSource _either;
    private readonly TimeSpan _stallTimeout;
    private ToolPosition _last;

    /// <summary>Starts the clocks.</summary>
    public Watchdog(ToolCall call, TimeProvider timeProvider)
    {
        _stallTimeout = call.StallTimeout ?? Timeout.InfiniteTimeSpan;
        _total = new CancellationTokenSource(call.Timeout, timeProvider);
        _stall = new CancellationTokenSource(_stallTimeout, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_total.Token, _stall.Token);
    }

    /// <summary>Cancelled when a clock has run out.</summary>
    public CancellationToken Expired => _either.Token;

    /// <summary>Takes a position; one that differs from the last winds the stall clock up again.</summary>
    public void Note(ToolPosition position)
    {
        if (position != _last)
        {
            _last = position;
            _stall.CancelAfter(_stallTimeout);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _stall.Dispose();
        _total.Dispose();
    }
}
