using StreamVerse.Storage;
using StreamVerse.Worker.Health;

namespace StreamVerse.Worker.Queue;

/// <summary>Whether the work queue answers this worker, as its calls found out.</summary>
/// <param name="clock">Tells for how long it has not.</param>
internal sealed class QueueContact(TimeProvider clock) : IWorkerPart
{
    /// <summary>
    /// How long the queue may be away before the worker counts as not ready: ten heartbeats, in which a gateway is replaced
    /// and the grains of a silo that died live elsewhere.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private bool _wasHeard;
    private StoreUnavailableException? _outage;
    private long _outageBegan;
    private string? _quarantine;

    /// <summary>Whether it answered the last call.</summary>
    public bool Answers
    {
        get
        {
            lock (_lock)
            {
                return _wasHeard && _outage is null;
            }
        }
    }

    /// <summary>Why it did not answer the last call; <see langword="null"/> where it did, or none was made.</summary>
    public StoreUnavailableException? Outage
    {
        get
        {
            lock (_lock)
            {
                return _outage;
            }
        }
    }

    /// <summary>It answered.</summary>
    /// <param name="isAdmitted">Whether the answer lets the worker have work.</param>
    public void Answered(bool isAdmitted)
    {
        lock (_lock)
        {
            _wasHeard = true;
            _outage = null;
            _quarantine = isAdmitted ? null : _quarantine;
        }
    }

    /// <summary>It did not.</summary>
    /// <param name="outage">Why.</param>
    public void Failed(StoreUnavailableException outage)
    {
        lock (_lock)
        {
            _outageBegan = _outage is null ? clock.GetTimestamp() : _outageBegan;
            _outage = outage;
        }
    }

    /// <summary>It answered that this worker gets nothing until it has tested itself.</summary>
    /// <param name="reason">In the queue's words.</param>
    public void Quarantined(string reason)
    {
        lock (_lock)
        {
            _wasHeard = true;
            _outage = null;
            _quarantine = reason;
        }
    }

    public string? FindFault()
    {
        lock (_lock)
        {
            return !_wasHeard ? _outage?.Message ?? "No gateway has answered yet."
                : _outage is not null && clock.GetElapsedTime(_outageBegan) >= Patience ? _outage.Message
                : _quarantine;
        }
    }
}
