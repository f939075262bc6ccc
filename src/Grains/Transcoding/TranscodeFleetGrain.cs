using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Transcoding;

internal sealed partial class TranscodeFleetGrain(IRowQueries rows, TimeProvider clock, ILogger<TranscodeFleetGrain> logger) : Grain, ITranscodeFleetGrain
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>How often those who wait look again without being told: an item's back-off may have passed.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private static readonly JobPhase[] OpenPhases = [JobPhase.Inspecting, JobPhase.Encoding];

    private static readonly bool[] UrgentFirst = [true, false];

    private readonly List<Guid> _jobs = [];
    private TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // In the order in which they were begun; an inspection is quick and comes first.
        foreach (var phase in OpenPhases)
        {
            string? cursor = null;
            do
            {
                var page = await rows.ListIdsAsync<JobRecord>(
                    new RowQuery { Equal = new Dictionary<string, object?> { ["state"] = StateNames.Of(phase) }, OrderBy = "created_at", Limit = RowQuery.MaxLimit, Cursor = cursor }, cancellationToken);
                _jobs.AddRange(page.Ids.Select(Guid.Parse).Except(_jobs));
                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }

        LogOpened(_jobs.Count);
    }

    public Task Announce(Guid jobId)
    {
        if (!_jobs.Contains(jobId))
        {
            _jobs.Add(jobId);
        }

        var announced = _announced;
        _announced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        announced.SetResult();
        return Task.CompletedTask;
    }

    public Task Remove(Guid jobId)
    {
        _jobs.Remove(jobId);
        return Task.CompletedTask;
    }

    public async Task<WorkLease?> Lease(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(worker);
        var wait = maxWait < LongestWait ? maxWait : LongestWait;
        var start = clock.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            // Taken before looking: an announcement while we look is not missed.
            var announced = _announced.Task;
            if (await FindAsync(worker) is { } lease)
            {
                return lease;
            }

            var rest = wait - clock.GetElapsedTime(start);
            if (rest <= TimeSpan.Zero)
            {
                break;
            }

            await Task.WhenAny(announced, Task.Delay(rest < LookAgain ? rest : LookAgain, clock, cancellationToken));
        }

        return null;
    }

    /// <summary>First what stands between some viewer and a first picture, of whatever job; then the oldest job's next item.</summary>
    private async Task<WorkLease?> FindAsync(WorkerDescription worker)
    {
        foreach (var urgentOnly in UrgentFirst)
        {
            // The list may change while a job is asked.
            foreach (var job in _jobs.ToArray())
            {
                if (await TryLeaseAsync(job, worker, urgentOnly) is { } lease)
                {
                    return lease;
                }
            }
        }

        return null;
    }

    private async Task<WorkLease?> TryLeaseAsync(Guid job, WorkerDescription worker, bool urgentOnly)
    {
        try
        {
            return await GrainFactory.GetGrain<ITranscodeJobGrain>(job).TryLease(worker, urgentOnly);
        }
        catch (Exception exception)
        {
            // One job that cannot be asked must not keep the workers from all others.
            LogJobFailed(exception, job);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} could not be asked for work.")]
    private partial void LogJobFailed(Exception exception, Guid jobId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The fleet opens with {Jobs} jobs to do.")]
    private partial void LogOpened(int jobs);
}
