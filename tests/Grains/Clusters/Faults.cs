using System.Collections.Concurrent;
using StreamVerse.Storage;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Makes the stores of a cluster fail, or wait, on demand.</summary>
internal sealed class Faults
{
    private readonly ConcurrentDictionary<string, Failure> _failures = new();
    private readonly ConcurrentDictionary<string, (Hold Hold, GrainId? Of)> _holds = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();

    /// <summary>The next calls of a method fail, as a store that is down does; where a grain is named, only those that are about it.</summary>
    public void Fail(string method, int times, IAddressable? of = null) => _failures[method] = new Failure(times, of?.GetGrainId());

    public void Mend(string method) => _failures.TryRemove(method, out _);

    public void Clear() => _failures.Clear();

    /// <summary>Calls of a method wait until the result is disposed of; where a grain is named, only those that are about it.</summary>
    public Hold HoldBack(string method, IAddressable? of = null)
    {
        Hold hold = new(() => _holds.TryRemove(method, out _));
        _holds[method] = (hold, of?.GetGrainId());
        return hold;
    }

    /// <summary>Later calls of a method do not wait any more; those that do go on waiting.</summary>
    public void Pass(string method) => _holds.TryRemove(method, out _);

    public int CallsOf(string method) => _calls.GetValueOrDefault(method);

    /// <summary>What a call waits for first.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="grain">Which grain it is about, where it is about one.</param>
    public Task Before(string method, GrainId? grain)
    {
        _calls.AddOrUpdate(method, 1, static (_, count) => count + 1);
        if (TakeFailure(method, grain))
        {
            throw new StoreUnavailableException("object store", "StreamVerse:Objects", "It was switched off by a test.");
        }

        return _holds.TryGetValue(method, out var held) && (held.Of is null || held.Of == grain) ? held.Hold.WaitAsync() : Task.CompletedTask;
    }

    private bool TakeFailure(string method, GrainId? grain)
    {
        while (_failures.TryGetValue(method, out var failure) && failure.Times > 0 && (failure.Of is null || failure.Of == grain))
        {
            if (_failures.TryUpdate(method, failure with { Times = failure.Times - 1 }, failure))
            {
                return true;
            }
        }

        return false;
    }

    private sealed record Failure(int Times, GrainId? Of);

    /// <summary>A place where calls wait.</summary>
    internal sealed class Hold(Action remove) : IDisposable
    {
        private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when a call waits.</summary>
        public Task Arrived => _arrived.Task.WaitAsync(TimeSpan.FromSeconds(30));

        public Task WaitAsync()
        {
            _arrived.TrySetResult();
            return _released.Task;
        }

        public void Dispose()
        {
            remove();
            _released.TrySetResult();
        }
    }
}
