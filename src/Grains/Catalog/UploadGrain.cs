using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Catalog;

internal sealed partial class UploadGrain(
    [PersistentState("upload")] IPersistentState<UploadRecord> state,
    IObjectStore objects,
    IOptions<CatalogOptions> options,
    TimeProvider clock,
    ILogger<UploadGrain> logger) : Grain, IUploadGrain
{
    private static readonly PutOptions SourceOptions = new("application/octet-stream");
    private static readonly TimeSpan[] AssemblyDelays = [.. new[] { 1, 2, 5, 10, 20, 30, 60, 60, 60 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private IGrainTimer? _assembly;
    private int _assemblyTries;

    private Guid Id => this.GetPrimaryKey();

    private ObjectKey Source => new(Buckets.Content, $"sources/{state.State.TitleId:N}");

    public async Task<UploadView> Create(UploadCreation creation)
    {
        ArgumentNullException.ThrowIfNull(creation);
        if (state.RecordExists)
        {
            return View();
        }

        if (creation.Length > options.Value.MaxUploadBytes)
        {
            throw new DomainException(ErrorKind.TooLarge, "upload-too-large", $"The file has {creation.Length:N0} bytes; this server takes files of at most {options.Value.MaxUploadBytes:N0} bytes.");
        }

        var quota = GrainFactory.GetGrain<IStorageQuotaGrain>(creation.OrgId);
        await quota.Reserve(Id, creation.Length);
        try
        {
            var record = state.State;
            record.OrgId = creation.OrgId;
            record.Length = creation.Length;
            record.FileName = creation.FileName;
            record.Title = creation.Title;
            record.Metadata = creation.Metadata;
            record.TitleId = Guid.NewGuid();
            record.PartSize = UploadParts.SizeFor(creation.Length);
            record.CreatedAt = clock.GetUtcNow();
            record.ExpiresAt = record.CreatedAt + options.Value.UploadLifetime;
            record.MultipartId = await objects.StartMultipartAsync(Source, record.PartSize, SourceOptions, CancellationToken.None);
            await this.StoreOrForgetAsync(state);
        }
        catch when (state.State.MultipartId.Length > 0)
        {
            await objects.AbortMultipartAsync(Source, state.State.MultipartId, CancellationToken.None);
            throw;
        }
        finally
        {
            await quota.Settle(Id);
        }

        return View();
    }

    public Task<UploadView> Get()
    {
        ThrowIfAbsent();
        return Task.FromResult(View());
    }

    public async Task<UploadWriterLease> AcquireWriter()
    {
        ThrowIfAbsent();
        var record = state.State;
        if (record.State == UploadState.Active)
        {
            record.WriterToken++;

            // Stored before it is handed out: after a crash nobody else can get the same token.
            await this.StoreOrForgetAsync(state);
        }

        return new UploadWriterLease(
            record.WriterToken,
            record.Length,
            record.Offset,
            record.TailBytes,
            record.TailBytes > 0 ? TailPath(record.TailToken) : null,
            TailPath(record.WriterToken),
            Source.Path,
            record.MultipartId,
            record.PartSize);
    }

    public async Task<UploadView> Commit(long token, long offset, long tailBytes)
    {
        ThrowIfAbsent();
        var record = state.State;
        if (token != record.WriterToken)
        {
            throw new DomainException(ErrorKind.LeaseLost, "upload-taken-over", "Another connection has taken this upload over. Ask for the offset with HEAD and go on from there.");
        }

        if (record.State != UploadState.Active)
        {
            return View();
        }

        if (offset < record.Offset || offset > record.Length || tailBytes < 0 || tailBytes >= record.PartSize)
        {
            throw new DomainException(ErrorKind.Conflict, "upload-offset", $"The upload is at {record.Offset:N0} bytes.");
        }

        var (oldTail, oldToken) = (record.TailBytes, record.TailToken);
        record.Offset = offset;
        record.TailBytes = tailBytes;
        record.TailToken = token;
        record.ExpiresAt = clock.GetUtcNow() + options.Value.UploadLifetime;
        if (offset == record.Length)
        {
            record.State = UploadState.Assembling;
        }

        await this.StoreOrForgetAsync(state);
        if (record.State == UploadState.Assembling)
        {
            await CreateTitle();
            ScheduleAssembly(TimeSpan.Zero);
        }
        else if (oldTail > 0 && oldToken != token)
        {
            await objects.DeleteAsync(new ObjectKey(Buckets.Content, TailPath(oldToken)), CancellationToken.None);
        }

        return View();
    }

    public async Task Terminate()
    {
        ThrowIfAbsent();
        if (state.State.State != UploadState.Active)
        {
            throw new DomainException(ErrorKind.Conflict, "upload-finished", $"The upload is complete and has become title {state.State.TitleId:N}; delete that title instead.");
        }

        await Discard();
    }

    public async Task Abandon()
    {
        if (state.RecordExists)
        {
            EndAssembly();
            await Discard();
        }
    }

    public async Task Resume()
    {
        if (!state.RecordExists)
        {
            return;
        }

        switch (state.State.State)
        {
            case UploadState.Assembling when _assembly is null:
                ScheduleAssembly(TimeSpan.Zero);
                break;
            case UploadState.Active when IsExpired:
                LogExpired(Id, state.State.Offset, state.State.Length);
                await Discard();
                break;
            case UploadState.Finished when IsExpired:
                await state.RemoveAsync();
                DeactivateOnIdle();
                break;
        }
    }

    private bool IsExpired => state.State.ExpiresAt <= clock.GetUtcNow();

    private Task CreateTitle()
    {
        var record = state.State;
        return GrainFactory.GetGrain<ITitleGrain>(record.TitleId)
            .Create(new NewTitle(record.OrgId, record.Title, record.FileName, Id, Source.Path, record.Length));
    }

    private void ScheduleAssembly(TimeSpan delay)
    {
        _assembly?.Dispose();
        _assembly = this.RegisterGrainTimer(Assemble, new GrainTimerCreationOptions(delay, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
    }

    private void EndAssembly()
    {
        _assembly?.Dispose();
        _assembly = null;
        _assemblyTries = 0;
    }

    /// <summary>
    /// Puts the object together behind the client's back: the last PATCH has been answered already. Other calls go on
    /// meanwhile, so what they may have changed is looked at again after every wait.
    /// </summary>
    private async Task Assemble(CancellationToken cancellationToken)
    {
        var record = state.State;
        if (!IsAssembling)
        {
            EndAssembly();
            return;
        }

        var title = GrainFactory.GetGrain<ITitleGrain>(record.TitleId);
        try
        {
            await CreateTitle();
            await objects.CompleteMultipartAsync(Source, record.MultipartId, UploadParts.CountFor(record.Length, record.PartSize), record.Length, cancellationToken);
            if (!IsAssembling)
            {
                return;
            }

            await title.SourceArrived();
            await objects.DeletePrefixAsync(Buckets.Content, TailFolder, cancellationToken);
            if (!IsAssembling)
            {
                return;
            }

            record.State = UploadState.Finished;
            await this.StoreOrForgetAsync(state, cancellationToken);
            EndAssembly();
        }
        catch (Exception exception) when (exception is MultipartNotFoundException or InvalidDataException)
        {
            LogAssemblyFailed(exception, Id);
            EndAssembly();
            await title.SourceFailed(new TitleError("upload-lost", "The uploaded file is not whole in the object store. Delete this title and upload the file again."));
        }
        catch (StoreUnavailableException exception) when (_assemblyTries < AssemblyDelays.Length)
        {
            LogAssemblyPostponed(exception, Id);
            if (IsAssembling)
            {
                ScheduleAssembly(AssemblyDelays[_assemblyTries++]);
            }
        }
        catch (StoreUnavailableException exception)
        {
            LogAssemblyFailed(exception, Id);
            EndAssembly();
            await title.SourceFailed(new TitleError(
                exception.IsOutOfSpace ? "store-full" : "store-unavailable",
                exception.IsOutOfSpace
                    ? "The server's disk is full, so the file could not be put together. Free some room, then retry."
                    : "The object store did not answer, so the file could not be put together. Retry in a while."));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The title could not be told, or this state not written: the sweeper takes it up again.
            LogAssemblyFailed(exception, Id);
            EndAssembly();
        }
    }

    private async Task Discard()
    {
        var record = state.State;
        await objects.AbortMultipartAsync(Source, record.MultipartId, CancellationToken.None);

        // All tails: writers that were replaced may have left one that was never committed.
        await objects.DeletePrefixAsync(Buckets.Content, TailFolder, CancellationToken.None);
        await state.RemoveAsync();
        DeactivateOnIdle();
    }

    private bool IsAssembling => state.RecordExists && state.State.State == UploadState.Assembling;

    private string TailFolder => $"uploads/{Id:N}/";

    private string TailPath(long token) => $"{TailFolder}tail-{token}";

    private UploadView View()
    {
        var record = state.State;
        var isWhole = record.State != UploadState.Active;
        return new UploadView(record.Length, record.Offset, record.Metadata, isWhole ? null : record.ExpiresAt, isWhole ? record.TitleId : null);
    }

    private void ThrowIfAbsent()
    {
        if (!state.RecordExists)
        {
            throw new DomainException(ErrorKind.NotFound, "upload-not-found", $"There is no upload {Id:N}: it was never begun, was terminated, or has expired. Begin a new one.");
        }

        if (state.State.State == UploadState.Active && IsExpired)
        {
            throw new DomainException(ErrorKind.Gone, "upload-expired", $"Upload {Id:N} has expired. Begin a new one.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upload {UploadId} expired at {Offset} of {Length} bytes.")]
    private partial void LogExpired(Guid uploadId, long offset, long length);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Upload {UploadId} could not be put together yet; trying again.")]
    private partial void LogAssemblyPostponed(Exception exception, Guid uploadId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Upload {UploadId} could not be put together.")]
    private partial void LogAssemblyFailed(Exception exception, Guid uploadId);
}
