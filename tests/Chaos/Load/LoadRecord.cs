using System.Collections.Concurrent;
using System.Diagnostics;

namespace StreamVerse.Chaos.Tests.Load;

/// <summary>All that the clients saw, in the order in which it ended.</summary>
internal sealed class LoadRecord
{
    private readonly ConcurrentQueue<Outcome> _outcomes = new();
    private readonly ConcurrentQueue<long> _notSent = new();
    private readonly ConcurrentDictionary<long, long> _open = new();
    private long _lastTrouble;
    private long _numbers;

    /// <summary>When the latest answer came that was no success, a <see cref="Stopwatch"/> timestamp; zero where none did.</summary>
    public long LastTrouble => Volatile.Read(ref _lastTrouble);

    public int Open => _open.Count;

    /// <summary>For how long the oldest request that waits for its answer has waited.</summary>
    public TimeSpan OldestOpen => _open.Values.DefaultIfEmpty(long.MaxValue).Min() is var oldest && oldest < long.MaxValue ? Stopwatch.GetElapsedTime(oldest) : TimeSpan.Zero;

    public long Begin(long dueAt)
    {
        var number = Interlocked.Increment(ref _numbers);
        _open[number] = dueAt;
        return number;
    }

    public void End(long number, Outcome outcome)
    {
        _outcomes.Enqueue(outcome);
        _open.TryRemove(number, out _);
    }

    /// <summary>An attempt had no good answer.</summary>
    public void NoteTrouble() => Volatile.Write(ref _lastTrouble, Stopwatch.GetTimestamp());

    /// <summary>A request was due and could not be sent, as too many wait for their answers.</summary>
    public void NoteNotSent(long dueAt) => _notSent.Enqueue(dueAt);

    /// <summary>What was due in a span of time.</summary>
    public LoadWindow Between(long from, long to)
    {
        var histogram = new LatencyHistogram();
        var failures = new List<string>();
        var repeats = 0;
        foreach (var outcome in _outcomes.Where(outcome => outcome.DueAt >= from && outcome.DueAt < to))
        {
            histogram.Add(outcome.Latency);
            repeats += outcome.Repeats;
            if (outcome.Failure is { } failure)
            {
                failures.Add(failure);
            }
        }

        return new LoadWindow(Stopwatch.GetElapsedTime(from, to), histogram, failures, repeats, _notSent.Count(dueAt => dueAt >= from && dueAt < to), LongestGap(from, to));
    }

    private TimeSpan LongestGap(long from, long to)
    {
        var answers = _outcomes.Where(static outcome => outcome is { AsksGrains: true, Failure: null }).Select(static outcome => outcome.EndedAt).Where(at => at > from && at < to).Order();
        var (longest, last) = (0L, from);
        foreach (var at in answers.Append(to))
        {
            (longest, last) = (Math.Max(longest, at - last), at);
        }

        return Stopwatch.GetElapsedTime(0, longest);
    }
}
