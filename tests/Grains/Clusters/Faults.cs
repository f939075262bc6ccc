using System.Collections.Concurrent;
using StreamVerse.Storage;

namespace StreamVerse.Grains.Tests.Clusters;

/// <summary>Makes the stores of a cluster fail, or wait, on demand.</summary>
internal sealed class Faults
{
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private readonly ConcurrentDictionary<string, Hold> _holds = new();
    private readonly ConcurrentDictionary<string, int> _calls = new();

    /// <summary>The next calls of a method fail, as a store that is down does.</summary>
    public void Fail(string method, int times) => _failures[method] = times;

    public void Mend(string method) => _failures.TryRemove(method, out _);

    public void Clear() => _failures.Clear();

    /// <summary>Calls of a method wait until the result is disposed of.</summary>
    public Hold HoldBack(string method) => _holds[method] = new Hold(() => _holds.TryRemove(method, out _));

    /// <summary>Later calls of a method do not wait any more; those that do go on waiting.</summary>
    public void Pass(string method) => _holds.TryRemove(method, out _);

    public int CallsOf(string method) => _calls.GetValueOrDefault(method);

    /// <summary>What a call waits for first.</summary>
    public Task Before(string method)
    {
        _calls.AddOrUpdate(method, 1, static (_, count) => count + 1);
        if (TakeFailure(method))
        {
            throw new StoreUnavailableException("object store", "StreamVerse:Objects", "It was switched off by a test.");
        }

        return _holds.TryGetValue(method, out var hold) ? hold.WaitAsync() : Task.CompletedTask;
    }

    private bool TakeFailure(string method)
    {
        while (_failures.TryGetValue(method, out var times) && times > 0)
        {
            if (_failures.TryUpdate(method, times - 1, times))
            {
                return true;
            }
        }

        return false;
    }

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
