using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Sums up for a title what its job has come to.</summary>
/// <param name="clock">Tells the time, for the speed.</param>
/// <param name="ledger">Who works on what now.</param>
internal sealed class JobReports(TimeProvider clock, LeaseLedger ledger)
{
    private readonly JobMeter _meter = new(clock);

    public JobReport Of(Guid id, JobRecord job, JobItems? items)
    {
        var (done, total) = Work(job, items);
        var speed = job.Phase == JobPhase.Encoding ? _meter.Sample(done) : null;
        return new JobReport(
            id,
            job.Phase,
            total == 0 ? 0 : done / total,
            Step(job.Phase, items),
            speed,
            speed > 0 ? (total - done) / speed : null,
            job.Presentation ?? Presentation(job, items),
            job.Plan?.Grid.DurationSeconds,
            job.Source?.Notices ?? (items as TrackItems)?.Notices ?? [],
            job.Error,
            job.Phase == JobPhase.Done ? (items as TrackItems)?.Renditions(job.Results) : null);
    }

    /// <summary>What can be played now, if anything.</summary>
    public Presentation? Presentation(JobRecord job, JobItems? items) => items is not TitleItems whole || job.Plan is null
        ? null
        : PresentationBuilder.Build(job.Version, job.Plan, whole, job.Results, index => ledger.ProgressOf(TitleItems.OfAudio(index))?.SegmentsStored ?? 0);

    /// <summary>Work done and work in all, in seconds of the title.</summary>
    private (double Done, double Total) Work(JobRecord job, JobItems? items)
    {
        double done = 0, total = 0;
        for (var item = JobItems.First; item < items?.Count; item++)
        {
            var weight = items.Weight(item);
            total += weight;
            done += weight * (job.Results.ContainsKey(item) ? 1 : ledger.ProgressOf(item)?.Fraction ?? 0);
        }

        return (done, total);
    }

    private string? Step(JobPhase phase, JobItems? items) => phase switch
    {
        JobPhase.Inspecting => ledger.Items.Any() ? "Looking at the file" : "Waiting for a worker",
        JobPhase.Encoding => JobSteps.Describe(items!, ledger.Items),
        JobPhase.Publishing => "Publishing",
        _ => null,
    };
}
