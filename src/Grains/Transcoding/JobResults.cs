using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>What of a job is done, what is free, and whether a result that is handed in can be taken.</summary>
internal static class JobResults
{
    private const string EncodersDiffer = "encoders-differ";

    /// <summary>The first item that the worker can do and nobody has done or does; in a race, the first whose worker drags.</summary>
    public static int? FindItem(JobRecord job, JobItems? items, LeaseLedger ledger, WorkerDescription worker, LeaseScope scope, DateTimeOffset now)
    {
        if (items is null)
        {
            return scope != LeaseScope.Race && ledger.IsFree(JobItems.Inspection, worker.Worker) && worker.CanTake(JobItems.InspectionOf(job)) ? JobItems.Inspection : null;
        }

        var end = scope == LeaseScope.Urgent ? items.UrgentCount : items.Count;
        for (var item = JobItems.First; item < end; item++)
        {
            if (!job.Results.ContainsKey(item) && (scope == LeaseScope.Race ? IsDragging(items, item, ledger, worker, now) : ledger.IsFree(item, worker.Worker)) && CanDo(worker, items, item))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Whether something is undone that stands between a viewer and the first picture.</summary>
    public static bool HasUrgent(JobRecord job, JobItems? items) =>
        items is null || Enumerable.Range(JobItems.First, items.UrgentCount - JobItems.First).Any(item => !job.Results.ContainsKey(item));

    private static bool CanDo(WorkerDescription worker, JobItems items, int item) =>
        items.EncodersOf(item).All(worker.Encoders.Contains) && worker.CanTake(items.Work(item));

    private static bool IsDragging(JobItems items, int item, LeaseLedger ledger, WorkerDescription worker, DateTimeOffset now) =>
        ledger.IsOpenToRace(item, worker.Worker)
        && ledger.Leases.First(lease => lease.Item == item).Lease is var first
        && ledger.Pace.IsStraggling(items.Work(item).GetType(), items.Weight(item), now - first.Since, first.Progress.Fraction);

    /// <summary>Why a result cannot be taken; <see langword="null"/> where it can.</summary>
    public static WorkFailure? FaultOf(JobRecord job, JobItems? items, int item, WorkResult result)
    {
        if (!IsAskedFor(job, items, item, result))
        {
            return Malformed("A worker handed in something else than it was asked for. Upgrade it, then retry.");
        }

        if (ResultCheck.FaultOf(result) is { } fault)
        {
            return Impossible(fault);
        }

        return result is VideoChunkResult chunk && DisagreesWithOthers(job, item, chunk)
            ? new WorkFailure(WorkFailureKind.Transient, EncodersDiffer, "A chunk was encoded with other settings than the rest.", null)
            : null;
    }

    /// <summary>Why a heartbeat cannot be taken; <see langword="null"/> where it can.</summary>
    public static WorkFailure? FaultOf(WorkProgress? progress) => ResultCheck.FaultOf(progress) is { } fault ? Impossible(fault) : null;

    /// <summary>Before a job is retried that failed as its chunks differ: the encoder has changed since, and only all chunks anew fit together.</summary>
    public static void ForgetMisfits(JobRecord job)
    {
        if (job.Error?.Code == EncodersDiffer)
        {
            foreach (var item in job.Results.Where(entry => entry.Value is VideoChunkResult).Select(entry => entry.Key).ToList())
            {
                job.Results.Remove(item);
            }
        }
    }

    private static bool IsAskedFor(JobRecord job, JobItems? items, int item, WorkResult result) => result switch
    {
        InspectResult => item == JobItems.Inspection && items is null && job.Track is null,
        TrackInspectResult found => item == JobItems.Inspection && items is null && job.Track is { } track && (track.Kind == TrackKind.Audio) == (found.Source?.Audio is not null),
        not null => item != JobItems.Inspection && items?.IsResultOf(item, result) == true,
        null => false,
    };

    private static WorkFailure Impossible(string fault) =>
        Malformed($"A worker reported what cannot be: {fault}. Upgrade it, or look whether its machine is still in good hands, then retry.");

    private static WorkFailure Malformed(string message) => new(WorkFailureKind.Transient, "result-malformed", message, null);

    /// <summary>All chunks of a rung share one init segment; one that has another cannot be played with it.</summary>
    private static bool DisagreesWithOthers(JobRecord job, int item, VideoChunkResult chunk) =>
        job.Results.FirstOrDefault(entry => entry.Key != item && entry.Value is VideoChunkResult).Value is VideoChunkResult other
        && !other.Rungs.Select(rung => rung.InitSha256).SequenceEqual(chunk.Rungs.Select(rung => rung.InitSha256));
}
