using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>
/// Who holds which item, in memory only. Tokens grow with every lease: an epoch that is stored with the job is their
/// upper half, so a holder from before a crash can never be taken for one of today. An item has one holder, or two while a
/// second worker races the first.
/// </summary>
/// <param name="clock">Tells when a lease that nobody keeps is over; that it is set makes no difference.</param>
/// <param name="lifetime">How long a lease lives without a heartbeat.</param>
internal sealed class LeaseLedger(TimeProvider clock, TimeSpan lifetime)
{
    private const int CounterBits = 32;
    private const int Racers = 2;

    /// <summary>How much longer than others a worker over which an item failed waits for it: whoever looks for work looks once a second.</summary>
    private static readonly TimeSpan OthersFirst = TimeSpan.FromSeconds(2);

    private readonly SteadyClock _clock = new(clock);
    private readonly SortedDictionary<int, List<HeldLease>> _leases = [];
    private readonly Dictionary<int, ItemSetback> _setbacks = [];
    private readonly List<HeldLease> _silent = [];
    private long _lastToken;

    /// <summary>The time by which leases are given and end.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Items that are being worked on now, in order.</summary>
    public IEnumerable<int> Items => _leases.Keys;

    /// <summary>Every lease that is held.</summary>
    public IEnumerable<(int Item, HeldLease Lease)> Leases => _leases.SelectMany(static item => item.Value.Select(lease => (item.Key, lease)));

    /// <summary>How fast items of each kind are done.</summary>
    public WorkPace Pace { get; } = new();

    /// <summary>Forgets everything; tokens of earlier epochs are worth nothing from now on.</summary>
    public void Reset(long epoch)
    {
        _leases.Clear();
        _setbacks.Clear();
        _silent.Clear();
        _lastToken = epoch << CounterBits;
    }

    /// <summary>Whether a worker can have an item now: nobody holds it, no back-off delays it, and who failed over it lets others go first.</summary>
    public bool IsFree(int item, string worker)
    {
        DropSilent(item);
        return !_leases.ContainsKey(item) && (!_setbacks.TryGetValue(item, out var setback) || setback.AllowsAt(Now, worker, OthersFirst));
    }

    /// <summary>Whether a worker can have an item that another one has.</summary>
    public bool IsOpenToRace(int item, string worker)
    {
        DropSilent(item);
        return _leases.TryGetValue(item, out var leases) && leases.Count < Racers && leases.TrueForAll(lease => lease.Worker != worker);
    }

    /// <summary>Leases that ran out since this was asked last: their workers went silent.</summary>
    public IReadOnlyList<HeldLease> TakeSilent()
    {
        HeldLease[] silent = [.. _silent];
        _silent.Clear();
        return silent;
    }

    /// <summary>How often and over whom an item has failed, by a worker's word or by its silence; <see langword="null"/> where it has not.</summary>
    public ItemSetback? SetbackOf(int item) => _setbacks.GetValueOrDefault(item);

    /// <summary>How far the item is, of its holders the one that is furthest; <see langword="null"/> where nobody has it.</summary>
    public WorkProgress? ProgressOf(int item) => _leases.TryGetValue(item, out var leases) ? leases.MaxBy(static lease => lease.Progress.Fraction)?.Progress : null;

    /// <summary>The lease, while it is held; otherwise <see langword="null"/>.</summary>
    public HeldLease? Find(WorkLeaseId id) => _leases.TryGetValue(id.Item, out var leases) ? leases.Find(lease => lease.Token == id.Token) : null;

    public bool Holds(WorkLeaseId id) => Find(id) is not null;

    public long Take(int item, string slot)
    {
        if (!_leases.TryGetValue(item, out var leases))
        {
            _leases[item] = leases = [];
        }

        var now = Now;
        leases.Add(new HeldLease(++_lastToken, slot, now, now + lifetime, new WorkProgress(0, 0)));
        return _lastToken;
    }

    public bool Keep(WorkLeaseId id, WorkProgress progress)
    {
        if (Find(id) is not { } lease)
        {
            return false;
        }

        var leases = _leases[id.Item];
        leases[leases.IndexOf(lease)] = lease with { Deadline = Now + lifetime, Progress = progress };
        return true;
    }

    /// <summary>The item is done: whoever has it still has it for nothing.</summary>
    public void Finish(int item)
    {
        _leases.Remove(item);
        _setbacks.Remove(item);
    }

    /// <summary>A worker gives an item back for no fault of anybody's.</summary>
    public void Release(WorkLeaseId id)
    {
        if (Find(id) is { } lease)
        {
            Drop(id.Item, lease);
        }
    }

    /// <summary>Counts a failed try and delays the next one: 1 s, 2 s, 4 s ... 30 s; where a second worker is at it, that one goes on.</summary>
    /// <param name="id">The lease over which it failed.</param>
    /// <param name="kind">Who is to blame.</param>
    /// <returns>How often and over whom the item has failed.</returns>
    public ItemSetback SetBack(WorkLeaseId id, WorkFailureKind kind)
    {
        var worker = Find(id)?.Worker;
        Release(id);
        var tries = (SetbackOf(id.Item)?.Tries ?? 0) + 1;
        var delay = TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, tries - 1)));
        return _setbacks[id.Item] = (SetbackOf(id.Item) ?? ItemSetback.None).Add(worker, kind, Now + delay);
    }

    /// <summary>
    /// Whoever had it went silent, which needs no further delay. Machines are taken away and processes killed for reasons
    /// of their own, and what encodes is a process beside the worker: it speaks against the item only when it happens again
    /// and again.
    /// </summary>
    private void DropSilent(int item)
    {
        var now = Now;
        foreach (var lease in _leases.GetValueOrDefault(item)?.FindAll(lease => lease.Deadline <= now) ?? [])
        {
            Drop(item, lease);
            _silent.Add(lease);
            _setbacks[item] = (SetbackOf(item) ?? ItemSetback.None).AddSilence(lease.Worker, now);
        }
    }

    private void Drop(int item, HeldLease lease)
    {
        var leases = _leases[item];
        leases.Remove(lease);
        if (leases.Count == 0)
        {
            _leases.Remove(item);
        }
    }
}
