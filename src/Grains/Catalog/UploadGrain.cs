using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
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

    private UploadAssembly? _assembly;

    private Guid Id => this.GetPrimaryKey();

    private ObjectKey Source => UploadPaths.Source(state.State, Id);

    private UploadAssembly Assembly => _assembly ??= new UploadAssembly(this, state, objects, GrainFactory, Discard, logger);

    public async Task<UploadView> Create(UploadCreation creation)
    {
        ArgumentNullException.ThrowIfNull(creation);
        if (state.RecordExists)
        {
            await Assembly.EnsureTitle();
            return View();
        }

        if (creation.Length > options.Value.MaxUploadBytes)
        {
            throw new DomainException(ErrorKind.TooLarge, "upload-too-large", $"The file has {creation.Length:N0} bytes; this server takes files of at most {options.Value.MaxUploadBytes:N0} bytes.");
        }

        if (creation.Track is { } track)
        {
            // Refused now, and not after gigabytes.
            await AnnounceTrack(creation, track);
        }

        try
        {
            await Begin(creation);
        }
        catch when (creation.Track is not null)
        {
            await GrainFactory.GetGrain<ITitleGrain>(creation.Track.TitleId).TrackLost(Id, error: null);
            throw;
        }

        return View();
    }

    public async Task<UploadView> Get()
    {
        ThrowIfAbsent();
        await Assembly.EnsureTitle();
        return View();
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
            record.TailBytes > 0 ? UploadPaths.Tail(Id, record.TailToken).Path : null,
            UploadPaths.Tail(Id, record.WriterToken).Path,
            Source.Path,
            record.MultipartId,
            record.PartSize);
    }

    public async Task<UploadView> Commit(long token, long offset, long tailBytes, ImmutableArray<string> receipts)
    {
        ThrowIfAbsent();
        ThrowIfReplaced(token);
        var record = state.State;
        if (record.State != UploadState.Active || IsCommitted(token, offset, tailBytes))
        {
            await Assembly.EnsureTitle();
            return View();
        }

        if (offset < record.Offset || offset > record.Length || tailBytes < 0 || tailBytes >= record.PartSize || (offset == record.Length && tailBytes > 0) || !Fill(offset - tailBytes, receipts.Length))
        {
            throw new DomainException(ErrorKind.Conflict, "upload-offset", $"The upload is at {record.Offset:N0} bytes.");
        }

        var (oldTail, oldToken) = (record.TailBytes, record.TailToken);
        record.Offset = offset;
        record.TailBytes = tailBytes;
        record.TailToken = token;
        record.PartReceipts.AddRange(receipts);
        record.ExpiresAt = clock.GetUtcNow() + options.Value.UploadLifetime;
        if (offset == record.Length)
        {
            record.State = UploadState.Assembling;
            record.TraceParent = Activity.Current?.Id;
        }

        await this.StoreOrForgetAsync(state);
        if (record.State == UploadState.Assembling)
        {
            // First: a title that is gone by now must not keep the rest from being removed.
            Assembly.Schedule();
            await Assembly.TellTitle();
        }
        else if (oldTail > 0 && oldToken != token)
        {
            await objects.DeleteAsync(UploadPaths.Tail(Id, oldToken), CancellationToken.None);
        }

        return View();
    }

    public async Task Terminate()
    {
        if (!state.RecordExists)
        {
            DeactivateOnIdle();
            return;
        }

        ThrowIfAbsent();
        if (state.State.State != UploadState.Active)
        {
            throw new DomainException(ErrorKind.Conflict, "upload-finished", $"The upload is complete and belongs to title {state.State.TitleId:N}; remove it there.");
        }

        // First: a call that is made again, as the first broke off, finds the upload as long as something is left to do.
        if (state.State.Track is not null)
        {
            await GrainFactory.GetGrain<ITitleGrain>(state.State.TitleId).TrackLost(Id, error: null);
        }

        await Discard();
    }

    public async Task Abandon()
    {
        if (state.RecordExists)
        {
            Assembly.End();
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
            case UploadState.Assembling when !Assembly.IsScheduled:
                Assembly.Schedule();
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

    /// <summary>Reserves room, and begins the object.</summary>
    private async Task Begin(UploadCreation creation)
    {
        var quota = GrainFactory.GetGrain<IStorageQuotaGrain>(creation.OrgId);
        await quota.Reserve(Id, creation.Length);
        try
        {
            var record = state.State;
            record.OrgId = creation.OrgId;
            record.Priority = creation.Priority;
            record.Length = creation.Length;
            record.FileName = creation.FileName;
            record.Title = creation.Title;
            record.Metadata = creation.Metadata;
            record.TitleId = creation.Track?.TitleId ?? Guid.NewGuid();
            record.Track = creation.Track;
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
    }

    private bool IsExpired => state.State.ExpiresAt <= clock.GetUtcNow();

    /// <summary>Whether all of it is safe already: the commit is repeated.</summary>
    private bool IsCommitted(long token, long offset, long tailBytes)
    {
        var record = state.State;
        return (offset, tailBytes) == (record.Offset, record.TailBytes) && (tailBytes == 0 || token == record.TailToken);
    }

    /// <summary>Whether so many bytes fill the parts that are safe and so many new ones.</summary>
    private bool Fill(long bytes, int newParts)
    {
        var record = state.State;
        return record.PartReceipts.Count + newParts == UploadParts.CountFor(bytes, record.PartSize)
            && (bytes % record.PartSize == 0 || bytes == record.Length);
    }

    private Task AnnounceTrack(UploadCreation creation, TrackRequest track) => GrainFactory.GetGrain<ITitleGrain>(track.TitleId)
        .AddTrack(new NewTrack(creation.OrgId, Id, track, creation.FileName, UploadPaths.OfTrack(track.TitleId, Id).Path, creation.Length));

    private async Task Discard()
    {
        var record = state.State;
        await objects.AbortMultipartAsync(Source, record.MultipartId, CancellationToken.None);

        // All tails: writers that were replaced may have left one that was never committed.
        await objects.DeletePrefixAsync(Buckets.Content, UploadPaths.Tails(Id), CancellationToken.None);
        await state.RemoveAsync();
        DeactivateOnIdle();
    }

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

    private void ThrowIfReplaced(long token)
    {
        if (token != state.State.WriterToken)
        {
            throw new DomainException(ErrorKind.LeaseLost, "upload-taken-over", "Another connection has taken this upload over. Ask for the offset with HEAD and go on from there.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Upload {UploadId} expired at {Offset} of {Length} bytes.")]
    private partial void LogExpired(Guid uploadId, long offset, long length);
}
