using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Says for those who run the queue what a job has to do, and who does it.</summary>
internal static class JobQueueViews
{
    /// <param name="queued">The job as the queue knows it.</param>
    /// <param name="job">The job.</param>
    /// <param name="items">Its items; <see langword="null"/> before its inspection.</param>
    /// <param name="ledger">Who works on what.</param>
    /// <param name="now">The time.</param>
    /// <param name="waitsSince">When it gave out an item last, or was begun.</param>
    public static JobQueueView Of(QueuedJob queued, JobRecord job, JobItems? items, LeaseLedger ledger, DateTimeOffset now, DateTimeOffset waitsSince)
    {
        var undone = items is null ? 1 : items.Count - JobItems.First - job.Results.Count;
        var waiting = undone - ledger.Items.Count();
        return new JobQueueView(
            queued,
            job.TitleId,
            job.Phase,
            waiting,
            items is null ? 0 : 1 + job.Results.Count,
            waiting > 0 ? (now - waitsSince).TotalSeconds : 0,
            [.. ledger.Leases.Select(one => InWork(one.Item, one.Lease, job, items, ledger, now))]);
    }

    private static ItemInWork InWork(int item, HeldLease lease, JobRecord job, JobItems? items, LeaseLedger ledger, DateTimeOffset now)
    {
        var seconds = Math.Max((now - lease.Since).TotalSeconds, 0.001);
        var weight = item == JobItems.Inspection ? 0 : items?.Weight(item) ?? 0;
        return new ItemInWork(
            $"{JobSteps.Describe(item == JobItems.Inspection || items is null ? JobItems.InspectionOf(job) : items.Work(item))} of {job.TitleId:N}",
            lease.Slot,
            lease.Progress.Fraction,
            seconds,
            weight * lease.Progress.Fraction / seconds,
            ledger.Leases.First(other => other.Item == item).Lease.Token != lease.Token);
    }
}
