using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>What the queue knows of its workers: when each asked last, what it can, and whether jobs fail over it.</summary>
/// <param name="clock">Tells the time.</param>
internal sealed class FleetWorkers(TimeProvider clock)
{
    /// <summary>Jobs that fail over one worker, with none in between that it does, until it gets no more.</summary>
    private const int MaxFailedJobs = 3;

    /// <summary>Whoever is not heard of for so long is no worker any more.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(2);

    private readonly SteadyClock _clock = new(clock);
    private readonly Dictionary<string, Known> _workers = new(StringComparer.Ordinal);

    /// <summary>A worker asks for work.</summary>
    /// <returns>Whether it may have some.</returns>
    public bool Admit(WorkerDescription worker)
    {
        var known = Get(worker.Worker);
        known.Description = worker;
        known.AskedAt = _clock.GetUtcNow();
        if (known.QuarantinedAt is { } selfTests && worker.SelfTests != selfTests)
        {
            // It has proved itself anew, or is another process by now.
            known.QuarantinedAt = null;
            known.FailedJobs.Clear();
        }

        return known.QuarantinedAt is null;
    }

    /// <summary>Something came of an item.</summary>
    /// <returns>Whether the worker is quarantined by this.</returns>
    public bool Note(WorkerOutcome outcome)
    {
        var known = Get(outcome.Worker);
        if (outcome.IsDone)
        {
            known.FailedJobs.Clear();
            return false;
        }

        if (known.QuarantinedAt is not null || !known.FailedJobs.Add(outcome.JobId) || known.FailedJobs.Count < MaxFailedJobs)
        {
            return false;
        }

        known.QuarantinedAt = known.Description?.SelfTests ?? 0;
        return true;
    }

    /// <summary>The workers, by name: those heard of lately, and those that have work.</summary>
    /// <param name="inWork">Everything that is being worked on.</param>
    public ImmutableArray<FleetWorker> Describe(IReadOnlyCollection<ItemInWork> inWork)
    {
        var now = _clock.GetUtcNow();
        var working = inWork.GroupBy(static item => WorkerDescription.NameOf(item.Slot), StringComparer.Ordinal).ToDictionary(static items => items.Key, static items => items.OrderBy(static item => item.Slot, StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        foreach (var gone in _workers.Where(worker => now - worker.Value.AskedAt > Memory && !working.ContainsKey(worker.Key)).Select(static worker => worker.Key).ToList())
        {
            _workers.Remove(gone);
        }

        return [.. _workers.Keys.Union(working.Keys).Order(StringComparer.Ordinal).Select(name => Describe(name, working.GetValueOrDefault(name) ?? [], now))];
    }

    private FleetWorker Describe(string name, List<ItemInWork> items, DateTimeOffset now)
    {
        var known = _workers.GetValueOrDefault(name);
        return new FleetWorker(
            name,
            known?.QuarantinedAt is not null ? FleetWorkerState.Quarantined : items.Count > 0 ? FleetWorkerState.Working : FleetWorkerState.Idle,
            [.. items.Select(static item => item.What)],
            items.Count > 0 ? Math.Round(items.Sum(static item => item.Speed), 2) : null,
            EncodersOf(known?.Description),
            known?.AskedAt is { } asked && asked > DateTimeOffset.MinValue ? Math.Round((now - asked).TotalSeconds, 1) : null);
    }

    private static ImmutableSortedDictionary<string, double> EncodersOf(WorkerDescription? worker) => worker is null
        ? ImmutableSortedDictionary<string, double>.Empty
        : worker.Encoders.Distinct().Select((encoder, index) => (encoder, Speed: index < (worker.Speeds.IsDefault ? 0 : worker.Speeds.Length) ? worker.Speeds[index] : 0)).ToImmutableSortedDictionary(static one => one.encoder, static one => one.Speed, StringComparer.Ordinal);

    private Known Get(string worker)
    {
        if (!_workers.TryGetValue(worker, out var known))
        {
            _workers[worker] = known = new Known();
        }

        return known;
    }

    private sealed class Known
    {
        public WorkerDescription? Description { get; set; }

        public DateTimeOffset AskedAt { get; set; } = DateTimeOffset.MinValue;

        public HashSet<Guid> FailedJobs { get; } = [];

        /// <summary>How often it had tested itself when it was quarantined; <see langword="null"/> while it is not.</summary>
        public int? QuarantinedAt { get; set; }
    }
}
