using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>
/// Which job is asked first for its next item. Classes go in their order, but one that was passed over several times
/// goes first once. Within a class, what some viewer's first picture waits for goes first, and tenants take turns
/// (start-time fair queueing: who got least lately is next); within a tenant, the job that came first.
/// </summary>
internal sealed class JobQueue
{
    /// <summary>How often a class lets others go first.</summary>
    private const int Patience = 8;

    private static readonly WorkPriority[] Classes = [WorkPriority.Express, WorkPriority.Standard, WorkPriority.Backfill];

    private readonly List<Entry> _entries = [];
    private readonly Dictionary<Guid, Entry> _byId = [];
    private readonly Dictionary<WorkPriority, Turns> _turns = Classes.ToDictionary(static one => one, static _ => new Turns());

    /// <summary>How many jobs are open.</summary>
    public int Count => _entries.Count;

    /// <summary>Jobs of which only the id is known.</summary>
    public IReadOnlyList<Guid> Unknown => [.. _entries.Where(static entry => !entry.IsKnown).Select(static entry => entry.Job.JobId)];

    /// <summary>A job is open of which no more is known; it counts as standard until it is told.</summary>
    public void Add(Guid jobId)
    {
        if (!_byId.ContainsKey(jobId))
        {
            Append(new Entry(new QueuedJob(jobId, Guid.Empty, WorkPriority.Standard, HasUrgent: true)));
        }
    }

    /// <summary>A job is open, or has something new to do.</summary>
    public void Put(QueuedJob job)
    {
        if (!_byId.TryGetValue(job.JobId, out var entry))
        {
            Append(entry = new Entry(job));
        }

        (entry.Job, entry.IsKnown) = (job, true);
    }

    /// <summary>What a job says of itself; one that was removed meanwhile stays so.</summary>
    public void Learn(QueuedJob job)
    {
        if (_byId.ContainsKey(job.JobId))
        {
            Put(job);
        }
    }

    public void Remove(Guid jobId)
    {
        if (_byId.Remove(jobId, out var entry))
        {
            _entries.Remove(entry);
        }
    }

    /// <summary>Every job, in the order in which their next items are given out.</summary>
    public IReadOnlyList<QueuedJob> Order() => [.. ClassesInOrder().SelectMany(InTurn).Select(static entry => entry.Job)];

    /// <summary>Whom to ask for what, one after another, until somebody has something.</summary>
    public IReadOnlyList<(QueuedJob Job, LeaseScope Scope)> Asks()
    {
        var asks = new List<(QueuedJob, LeaseScope)>();
        foreach (var one in ClassesInOrder())
        {
            var jobs = InTurn(one).ToList();
            asks.AddRange(jobs.Where(static entry => entry.Job.HasUrgent).Select(static entry => (entry.Job, LeaseScope.Urgent)));
            asks.AddRange(jobs.Select(static entry => (entry.Job, LeaseScope.Any)));
        }

        // A race costs work that is thrown away: only for workers that have nothing else to do.
        asks.AddRange(Order().Select(static job => (job, LeaseScope.Race)));
        return asks;
    }

    /// <summary>A job gave out an item.</summary>
    public void Granted(QueuedJob job)
    {
        foreach (var waiting in _entries.Select(static entry => entry.Job.Priority).Distinct())
        {
            _turns[waiting].PassedOver = waiting == job.Priority ? 0 : _turns[waiting].PassedOver + 1;
        }

        _turns[job.Priority].Take(job.OrgId, _entries.Select(static entry => entry.Job.OrgId));
    }

    private void Append(Entry entry)
    {
        _entries.Add(entry);
        _byId[entry.Job.JobId] = entry;
    }

    private IEnumerable<WorkPriority> ClassesInOrder() => Classes.OrderBy(one => _turns[one].PassedOver >= Patience ? 0 : 1);

    /// <summary>In the order of their tenants' turns; a stable sort keeps each tenant's jobs as they came.</summary>
    private IEnumerable<Entry> InTurn(WorkPriority one) => _entries.Where(entry => entry.Job.Priority == one).OrderBy(entry => _turns[one].Of(entry.Job.OrgId));

    private sealed class Entry(QueuedJob job)
    {
        public QueuedJob Job { get; set; } = job;

        public bool IsKnown { get; set; }
    }

    /// <summary>Whose turn it is within a class. Each item moves its tenant one step on; a tenant that comes new begins where the others are, and not in the past.</summary>
    private sealed class Turns
    {
        private readonly Dictionary<Guid, long> _next = [];
        private long _now;

        /// <summary>How often other classes went first.</summary>
        public int PassedOver { get; set; }

        public long Of(Guid org) => Math.Max(_now, _next.GetValueOrDefault(org));

        public void Take(Guid org, IEnumerable<Guid> present)
        {
            _now = Of(org);
            _next[org] = _now + 1;
            foreach (var gone in _next.Keys.Except([.. present]).ToList())
            {
                _next.Remove(gone);
            }
        }
    }
}
