using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>
/// Who holds which item, in memory only. Tokens grow with every lease: an epoch that is stored with the job is their
/// upper half, so a holder from before a crash can never be taken for one of today.
/// </summary>
/// <param name="clock">Tells when a lease that nobody keeps is over.</param>
/// <param name="lifetime">How long a lease lives without a heartbeat.</param>
internal sealed class LeaseLedger(TimeProvider clock, TimeSpan lifetime)
{
    private const int CounterBits = 32;

    private readonly Dictionary<int, Lease> _leases = [];
    private readonly Dictionary<int, Setback> _setbacks = [];
    private long _lastToken;

    /// <summary>Items that are being worked on now.</summary>
    public IReadOnlyDictionary<int, Lease> Leases => _leases;

    /// <summary>Forgets everything; tokens of earlier epochs are worth nothing from now on.</summary>
    public void Reset(long epoch)
    {
        _leases.Clear();
        _setbacks.Clear();
        _lastToken = epoch << CounterBits;
    }

    /// <summary>Whether an item can be leased now: nobody holds it, and no back-off delays it.</summary>
    public bool IsFree(int item)
    {
        var now = clock.GetUtcNow();
        if (_leases.TryGetValue(item, out var lease))
        {
            if (lease.Deadline > now)
            {
                return false;
            }

            // Whoever had it went silent, and the item may be what silenced it: a try that needs no further delay.
            _leases.Remove(item);
            _setbacks[item] = new Setback(TriesOf(item) + 1, now);
        }

        return !_setbacks.TryGetValue(item, out var setback) || setback.NotBefore <= now;
    }

    /// <summary>How often an item has failed, by a worker's word or by its silence.</summary>
    public int TriesOf(int item) => _setbacks.TryGetValue(item, out var setback) ? setback.Tries : 0;

    public long Take(int item, string slot)
    {
        _leases[item] = new Lease(++_lastToken, slot, clock.GetUtcNow() + lifetime, new WorkProgress(0, 0));
        return _lastToken;
    }

    public bool Holds(WorkLeaseId id) => _leases.TryGetValue(id.Item, out var lease) && lease.Token == id.Token;

    public bool Keep(WorkLeaseId id, WorkProgress progress)
    {
        if (!Holds(id))
        {
            return false;
        }

        _leases[id.Item] = _leases[id.Item] with { Deadline = clock.GetUtcNow() + lifetime, Progress = progress };
        return true;
    }

    public void Release(int item) => _leases.Remove(item);

    /// <summary>Counts a failed try and delays the next one: 1 s, 2 s, 4 s ... 30 s.</summary>
    /// <returns>How often the item has failed.</returns>
    public int SetBack(int item)
    {
        _leases.Remove(item);
        var tries = _setbacks.TryGetValue(item, out var setback) ? setback.Tries + 1 : 1;
        var delay = TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, tries - 1)));
        _setbacks[item] = new Setback(tries, clock.GetUtcNow() + delay);
        return tries;
    }

    internal sealed record Lease(long Token, string Slot, DateTimeOffset Deadline, WorkProgress Progress);

    private sealed record Setback(int Tries, DateTimeOffset NotBefore);
}
