using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>What of a job is done, what is free, and whether a result that is handed in can be taken.</summary>
internal static class JobResults
{
    private const string EncodersDiffer = "encoders-differ";

    /// <summary>The first item that the worker can do and nobody has done or does.</summary>
    public static int? FindFreeItem(JobRecord job, JobItems? items, LeaseLedger ledger, WorkerDescription worker, bool urgentOnly)
    {
        if (items is null)
        {
            return ledger.IsFree(JobItems.Inspection) ? JobItems.Inspection : null;
        }

        var end = urgentOnly ? items.UrgentCount : items.Count;
        for (var item = JobItems.First; item < end; item++)
        {
            if (!job.Results.ContainsKey(item) && ledger.IsFree(item) && items.EncodersOf(item).All(worker.Encoders.Contains))
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Why a result cannot be taken; <see langword="null"/> where it can.</summary>
    public static WorkFailure? FaultOf(JobRecord job, JobItems? items, int item, WorkResult result) => result switch
    {
        InspectResult when item == JobItems.Inspection && items is null && job.Track is null => null,
        TrackInspectResult found when item == JobItems.Inspection && items is null && job.Track is { } track && (track.Kind == TrackKind.Audio) == (found.Source?.Audio is not null) => null,
        VideoChunkResult chunk when DisagreesWithOthers(job, item, chunk) =>
            new WorkFailure(WorkFailureKind.Transient, EncodersDiffer, "A chunk was encoded with other settings than the rest.", null),
        not null when item != JobItems.Inspection && items?.IsResultOf(item, result) == true => null,
        _ => new WorkFailure(WorkFailureKind.Transient, "result-malformed", "A worker handed in something else than it was asked for. Upgrade it, then retry.", result?.GetType().Name),
    };

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

    /// <summary>All chunks of a rung share one init segment; one that has another cannot be played with it.</summary>
    private static bool DisagreesWithOthers(JobRecord job, int item, VideoChunkResult chunk) =>
        job.Results.FirstOrDefault(entry => entry.Key != item && entry.Value is VideoChunkResult).Value is VideoChunkResult other
        && !other.Rungs.Select(rung => rung.InitSha256).SequenceEqual(chunk.Rungs.Select(rung => rung.InitSha256));
}
