using System.Diagnostics;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Queue;
using StreamVerse.Worker.Sources;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Slots;

/// <summary>
/// One item at a time: leases it, does it under heartbeats, hands it in. While one is stored and handed in, the next is
/// encoded: a store or queue that is far away keeps no encoder waiting.
/// </summary>
internal sealed partial class EncodingSlot(IWorkQueue queue, WorkExecutor executor, ProvenEncoders encoders, ScratchRoom scratch, MemoryBudget memory, WorkerMetrics metrics, TimeProvider clock, ILogger<EncodingSlot> logger)
{
    private const int HandInTries = 60;
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(5);

    /// <summary>The same while others work: with what they free meanwhile, nobody asks before this slot's turn is over.</summary>
    private static readonly TimeSpan LeaseWaitBesideOthers = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private WorkLease? _current;
    private long _completed;
    private long _failed;

    public string? Current => Volatile.Read(ref _current)?.Item.GetType().Name;

    public long Completed => Interlocked.Read(ref _completed);

    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Works until it is told to stop; the items at hand are then given back.</summary>
    /// <param name="slot">The slot's name, <c>worker/slot</c>.</param>
    /// <param name="stop">Tells it to.</param>
    public async Task RunAsync(string slot, CancellationToken stop)
    {
        var storing = Task.CompletedTask;
        while (!stop.IsCancellationRequested)
        {
            EncoderProof? proof = null;
            try
            {
                bool hasRoom;
                (WorkLease Lease, IDisposable Share)? next = null;
                using (await memory.WaitForTurnAsync(stop))
                {
                    hasRoom = scratch.HasRoom();
                    if (hasRoom)
                    {
                        proof = await encoders.GetAsync().WaitAsync(stop);
                        next = await AskAsync(slot, proof, stop);
                    }
                }

                if (!hasRoom)
                {
                    // Whatever fills it may be removed; until then somebody else has the work.
                    await Task.Delay(Pause, clock, stop);
                }
                else if (next is var (lease, share))
                {
                    TaskCompletionSource encoded = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    (var before, storing) = (storing, DoAsync(lease, share, encoded, stop));
                    await Task.WhenAny(storing, encoded.Task);
                    await before;
                }
            }
            catch (WorkerQuarantinedException exception) when (proof is not null)
            {
                LogQuarantined(slot, exception.Message);
                await ((Task)encoders.RepeatAsync(proof).WaitAsync(stop)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (EncodersUnprovenException)
            {
                // The log has been told, once for all slots.
                await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception exception)
            {
                LogQueueFailed(exception, slot);
                await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await storing;
    }

    /// <summary>Asks for the next item, in this slot's turn, and takes the memory that it needs.</summary>
    private async Task<(WorkLease Lease, IDisposable Share)?> AskAsync(string slot, EncoderProof proof, CancellationToken stop)
    {
        var free = memory.Free;
        var worker = new WorkerDescription(slot, proof.Encoders, proof.Speeds, proof.SelfTests, free, WorkKinds.Known);
        return await queue.LeaseAsync(worker, free is null ? LeaseWait : LeaseWaitBesideOthers, stop) is { } lease
            ? (lease, memory.Take(lease.Item))
            : null;
    }

    /// <summary>Does an item; whatever goes wrong is told to the queue and the log, and thrown at nobody.</summary>
    private async Task DoAsync(WorkLease lease, IDisposable share, TaskCompletionSource encoded, CancellationToken stop)
    {
        using var memoryOfItem = share;
        Volatile.Write(ref _current, lease);
        using var activity = WorkTrace.Begin(lease);
        var start = clock.GetTimestamp();
        var outcome = "lost";
        metrics.ItemBegins();
        var progress = new LatestProgress();
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var beating = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var heartbeats = BeatAsync(lease, progress, work, beating.Token);
        try
        {
            var result = await executor.ExecuteAsync(lease, progress, OnEncoded, work.Token);
            OnEncoded();
            if (await HandInAsync(lease.Id, result, work.Token))
            {
                Interlocked.Increment(ref _completed);
                outcome = "done";
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Whatever it was, it came of the stop.
            outcome = "drained";
            await GiveBackAsync(lease.Id, new WorkFailure(WorkFailureKind.Drained, "drained", "The worker is stopping.", null));
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            LogLeaseLost(lease.Id.JobId, lease.Id.Item);
        }
        catch (NoScratchRoomException exception)
        {
            outcome = exception.IsForGood ? "failed" : "no-room";
            Interlocked.Add(ref _failed, exception.IsForGood ? 1 : 0);
            LogItemHasNoRoom(lease.Id.JobId, lease.Id.Item, exception.Message);
            await GiveBackAsync(lease.Id, WorkFailures.Of(exception));
        }
        catch (Exception exception)
        {
            Interlocked.Increment(ref _failed);
            outcome = "failed";
            activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
            LogItemFailed(exception, lease.Id.JobId, lease.Id.Item);
            await GiveBackAsync(lease.Id, WorkFailures.Of(exception));
        }
        finally
        {
            await beating.CancelAsync();
            await heartbeats;
            metrics.ItemEnds(lease.Item.GetType().Name, outcome, clock.GetElapsedTime(start));
            Interlocked.CompareExchange(ref _current, null, lease);
        }

        void OnEncoded()
        {
            share.Dispose();
            encoded.TrySetResult();
        }
    }

    private async Task GiveBackAsync(WorkLeaseId lease, WorkFailure failure)
    {
        try
        {
            await queue.FailAsync(lease, failure, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotGivenBack(exception, lease.JobId, lease.Item);
        }
    }

    /// <summary>Hands a result in, again and again while the queue is away: the work is done, and the heartbeats tell whether it still counts.</summary>
    private async Task<bool> HandInAsync(WorkLeaseId lease, WorkResult result, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await queue.CompleteAsync(lease, result, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException && tries < HandInTries)
            {
                LogHandInPostponed(exception, lease.JobId, lease.Item);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    /// <summary>Beats until told to end; a lost lease ends the work at once, as does a queue that stays away for a lease's lifetime.</summary>
    private async Task BeatAsync(WorkLease lease, LatestProgress progress, CancellationTokenSource work, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(lease.HeartbeatInterval, clock);
        var heard = clock.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                try
                {
                    if (!await queue.HeartbeatAsync(lease.Id, progress.Latest, cancellationToken))
                    {
                        await work.CancelAsync();
                        return;
                    }

                    heard = clock.GetTimestamp();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    // One missed beat is no harm; after a lifetime of them somebody else has the item.
                    LogHeartbeatMissed(exception, lease.Id.JobId, lease.Id.Item);
                    if (clock.GetElapsedTime(heard) >= lease.Lifetime)
                    {
                        await work.CancelAsync();
                        return;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            LogHeartbeatsEnded(lease.Id.JobId, lease.Id.Item);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Slot {Slot} gets no work, as several jobs in a row failed here; testing the encoders of this machine. {Reason}")]
    private partial void LogQuarantined(string slot, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} cannot get at work; trying again.")]
    private partial void LogQueueFailed(Exception exception, string slot);

    [LoggerMessage(Level = LogLevel.Information, Message = "The lease of item {Item} of job {JobId} is lost; its work is thrown away.")]
    private partial void LogLeaseLost(Guid jobId, int item);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {Item} of job {JobId} failed.")]
    private partial void LogItemFailed(Exception exception, Guid jobId, int item);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {Item} of job {JobId} is handed back. {Reason}")]
    private partial void LogItemHasNoRoom(Guid jobId, int item, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A heartbeat of item {Item} of job {JobId} did not arrive.")]
    private partial void LogHeartbeatMissed(Exception exception, Guid jobId, int item);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The result of item {Item} of job {JobId} could not be handed in yet; trying again.")]
    private partial void LogHandInPostponed(Exception exception, Guid jobId, int item);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {Item} of job {JobId} could not be given back; its lease runs out by itself.")]
    private partial void LogNotGivenBack(Exception exception, Guid jobId, int item);

    [LoggerMessage(Level = LogLevel.Trace, Message = "Heartbeats of item {Item} of job {JobId} ended.")]
    private partial void LogHeartbeatsEnded(Guid jobId, int item);
}
