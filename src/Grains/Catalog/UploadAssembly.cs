using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Catalog;

/// <summary>
/// Puts an upload's parts together behind the client's back: its last PATCH has been answered already. Runs on a timer of
/// the upload's grain. Other calls go on meanwhile, so what they may have changed is looked at again after every wait.
/// </summary>
internal sealed partial class UploadAssembly(Grain grain, IPersistentState<UploadRecord> state, IObjectStore objects, IGrainFactory grains, Func<Task> discard, ILogger logger)
{
    private static readonly TimeSpan[] Delays = [.. new[] { 1, 2, 5, 10, 20, 30, 60, 60, 60 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private IGrainTimer? _timer;
    private int _tries;
    private bool _hasTold;

    /// <summary>Whether it is under way or waits for its next try.</summary>
    public bool IsScheduled => _timer is not null;

    private bool IsWanted => state.RecordExists && state.State.State == UploadState.Assembling;

    private Guid UploadId => grain.GetPrimaryKey();

    private ObjectKey Source => UploadPaths.Source(state.State, UploadId);

    /// <summary>Makes the title that the upload becomes, or tells the one that it is a track for. Idempotent.</summary>
    public async Task TellTitle()
    {
        var record = state.State;
        var title = grains.GetGrain<ITitleGrain>(record.TitleId);
        await (record.Track is { } track
            ? title.AddTrack(new NewTrack(record.OrgId, UploadId, track, record.FileName, Source.Path, record.Length))
            : title.Create(new NewTitle(record.OrgId, record.Title, record.FileName, UploadId, Source.Path, record.Length, record.TraceParent, record.Priority)));
        _hasTold = true;
    }

    /// <summary>
    /// Makes the title unless that is done: whoever is told its name must find it. The commit that ended the upload may have
    /// been stored and then cut off before it came to the title. A track's title is there already.
    /// </summary>
    public Task EnsureTitle() => _hasTold || !IsWanted || state.State.Track is not null ? Task.CompletedTask : TellTitle();

    public void Schedule() => Schedule(TimeSpan.Zero);

    public void End()
    {
        _timer?.Dispose();
        _timer = null;
        _tries = 0;
    }

    private void Schedule(TimeSpan delay)
    {
        _timer?.Dispose();
        _timer = grain.RegisterGrainTimer(RunAsync, new GrainTimerCreationOptions(delay, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!IsWanted)
        {
            End();
            return;
        }

        var title = grains.GetGrain<ITitleGrain>(state.State.TitleId);
        try
        {
            await AssembleAsync(title, cancellationToken);
        }
        catch (DomainException exception) when (state.State.Track is not null && exception.Kind is ErrorKind.NotFound or ErrorKind.Conflict)
        {
            LogUnwanted(exception, UploadId);
            End();
            await discard();
        }
        catch (Exception exception) when (exception is MultipartNotFoundException or InvalidDataException)
        {
            LogFailed(exception, UploadId);
            End();
            await FailAsync(title, new TitleError("upload-lost", "The uploaded file is not whole in the object store. Delete this title and upload the file again."));
        }
        catch (StoreUnavailableException exception) when (_tries < Delays.Length)
        {
            LogPostponed(exception, UploadId);
            if (IsWanted)
            {
                Schedule(Delays[_tries++]);
            }
        }
        catch (StoreUnavailableException exception)
        {
            LogFailed(exception, UploadId);
            End();
            await FailAsync(title, new TitleError(
                exception.IsOutOfSpace ? "store-full" : "store-unavailable",
                exception.IsOutOfSpace
                    ? "The server's disk is full, so the file could not be put together. Free some room, then retry."
                    : "The object store did not answer, so the file could not be put together. Retry in a while."));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The title could not be told, or this state not written: the sweeper takes it up again.
            LogFailed(exception, UploadId);
            End();
        }
    }

    private Task FailAsync(ITitleGrain title, TitleError error) => state.State.Track is null ? title.SourceFailed(error) : title.TrackLost(UploadId, error);

    private async Task AssembleAsync(ITitleGrain title, CancellationToken cancellationToken)
    {
        var record = state.State;
        await TellTitle();
        await objects.CompleteMultipartAsync(Source, record.MultipartId, record.PartReceipts, record.Length, cancellationToken);
        if (!IsWanted)
        {
            return;
        }

        await (record.Track is null ? title.SourceArrived() : title.TrackArrived(UploadId));
        await objects.DeletePrefixAsync(Buckets.Content, UploadPaths.Tails(UploadId), cancellationToken);
        if (!IsWanted)
        {
            return;
        }

        record.State = UploadState.Finished;
        await grain.StoreOrForgetAsync(state, cancellationToken);
        End();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The title that upload {UploadId} was for does not take it any more; it is removed.")]
    private partial void LogUnwanted(Exception exception, Guid uploadId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {UploadId} could not be put together yet; trying again.")]
    private partial void LogPostponed(Exception exception, Guid uploadId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Upload {UploadId} could not be put together.")]
    private partial void LogFailed(Exception exception, Guid uploadId);
}
