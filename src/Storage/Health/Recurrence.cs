namespace StreamVerse.Storage.Health;

/// <summary>Of a failure that repeats, lets the first be said, and after that one in a while with how many were not.</summary>
/// <param name="clock">The clock.</param>
/// <param name="interval">How long nothing is said after something was.</param>
public sealed class Recurrence(TimeProvider clock, TimeSpan interval)
{
    private readonly Lock _lock = new();
    private long _began;
    private long _last;
    private long _said;
    private long _count;
    private long _unsaid;

    /// <summary>Whether it has happened and not ended yet.</summary>
    public bool GoesOn
    {
        get
        {
            lock (_lock)
            {
                return _count > 0;
            }
        }
    }

    /// <summary>It happened.</summary>
    /// <param name="isFirst">Whether it had not happened before, or had ended.</param>
    /// <param name="unsaid">How often it happened without being said since it was said last.</param>
    /// <returns>Whether it is to be said.</returns>
    public bool Happens(out bool isFirst, out long unsaid)
    {
        lock (_lock)
        {
            var now = clock.GetTimestamp();
            _last = now;
            isFirst = _count++ == 0;
            unsaid = _unsaid;
            if (!isFirst && clock.GetElapsedTime(_said, now) < interval)
            {
                _unsaid++;
                return false;
            }

            _began = isFirst ? now : _began;
            _said = now;
            _unsaid = 0;
            return true;
        }
    }

    /// <summary>Ends it, unless it has happened again within <paramref name="quiet"/>.</summary>
    /// <param name="quiet">For how long it must not have happened.</param>
    /// <param name="duration">How long it went on.</param>
    /// <param name="count">How often it happened.</param>
    /// <returns>Whether it went on and has ended.</returns>
    public bool TryEnd(TimeSpan quiet, out TimeSpan duration, out long count)
    {
        lock (_lock)
        {
            duration = _count > 0 ? clock.GetElapsedTime(_began) : TimeSpan.Zero;
            count = _count;
            if (_count == 0 || clock.GetElapsedTime(_last) < quiet)
            {
                return false;
            }

            _count = 0;
            _unsaid = 0;
            return true;
        }
    }
}
