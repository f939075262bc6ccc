using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <content>
/// A new version beside the one that viewers have: it takes the other's place in one write of the row, when all of it is
/// there. The reminder that looks after tracks looks after it, too.
/// </content>
internal sealed partial class TitleGrain
{
    private readonly Dictionary<Guid, JobReport> _encodeReports = [];

    public async Task<TitleView> Encode(NewEncode encode)
    {
        ArgumentNullException.ThrowIfNull(encode);
        ThrowIfAbsent();
        if (state.State.Encode is { } known && known.Id == encode.Id)
        {
            return known.Priority == encode.Priority
                ? View()
                : throw new DomainException(ErrorKind.Conflict, "idempotency-key-reused", "This Idempotency-Key was used for a re-encode of another priority. Use a new key.");
        }

        TitleEncodes.ThrowIfRefused(state.State);
        await RemindAsync();
        TitleEncodes.Begin(state.State, encode, clock.GetUtcNow());
        _encodeReports.Clear();
        await WriteAsync();
        Changed();
        ScheduleTidying(TimeSpan.Zero);
        return View();
    }

    public async Task DismissEncode(Guid encodeId)
    {
        ThrowIfAbsent();
        if (state.State.Encode?.Id != encodeId)
        {
            throw new DomainException(ErrorKind.NotFound, "encode-not-found", $"The title has no re-encode {encodeId:N}: there was another one since, or it was dismissed.");
        }

        await RemindAsync();
        TitleEncodes.Dismiss(state.State, clock.GetUtcNow());
        await WriteAsync();
        Changed();
        ScheduleTidying(TimeSpan.Zero);
    }

    public async Task RemoveRung(string renditionId)
    {
        ArgumentNullException.ThrowIfNull(renditionId);
        ThrowIfAbsent();
        if (Retirement.IsGoing(state.State, renditionId))
        {
            return;
        }

        TitleRungs.ThrowIfNeeded(state.State, renditionId);
        await RemindAsync();
        await ReplaceFactsAsync(TitleRungs.Without(state.State.Presentation!, renditionId), now =>
        {
            TitleRungs.Leave(state.State, renditionId, now, playback.Value.LongestSession);
            state.State.Raise(TitleEvents.RenditionRemoved, now, new { titleId = Id, orgId = state.State.OrgId, state.State.Title, renditionId });
        });
        ScheduleTidying(TimeSpan.Zero);
    }

    private async Task ReportEncode(EncodeRecord encode, JobReport report)
    {
        _encodeReports[report.JobId] = report;
        switch (report)
        {
            case { Phase: JobPhase.Failed }:
                await FailEncode(report.Error ?? new TitleError("internal", "The title could not be encoded anew. Try again."));
                return;
            case { Phase: JobPhase.Done, Presentation: { } facts } when encode.State == EncodeState.Encoding:
                var carried = TitleEncodes.Carry(state.State, facts);
                await MoveOn(facts, isWhole: carried.Count == 0, () => (encode.Tracks, encode.DurationSeconds, encode.Notices) = (carried, report.DurationSeconds, report.Notices));
                return;
            case { Phase: JobPhase.Done, Added: { } made } when encode.Tracks.Find(track => track.JobId == report.JobId) is { State: TrackState.Processing } track:
                var isLast = encode.Tracks.TrueForAll(other => other == track || other.State == TrackState.Added);
                await MoveOn(TitleTracks.With(encode.Facts!, made), isLast, () => TitleTracks.Take(track, made, report.Notices));
                return;
            default:
                Changed();
                return;
        }
    }

    /// <summary>Goes on with the tracks that are not made yet, or switches. Facts of the new version are stored first: whoever is given it finds it whole.</summary>
    private async Task MoveOn(Presentation facts, bool isWhole, Action change)
    {
        var isOriginalUnwanted = isWhole && await IsOriginalUnwantedAsync();
        if (isWhole)
        {
            await _files.StoreFactsAsync(Id, facts);
        }

        change();
        (state.State.Encode!.State, state.State.Encode.Facts) = (EncodeState.Tracks, facts);
        if (isWhole)
        {
            TitleEncodes.Switch(state.State, Id, facts, clock.GetUtcNow(), playback.Value.LongestSession);
            state.State.Original = isOriginalUnwanted ? OriginalState.Checking : state.State.Original;
        }

        await WriteAsync();
        Changed();
        ScheduleTidying(TimeSpan.Zero);
        if (isWhole)
        {
            LogReencoded(Id, facts.Version);
        }
    }

    private async Task FailEncode(TitleError error)
    {
        TitleEncodes.Fail(state.State, Id, error, clock.GetUtcNow());
        await WriteAsync();
        LogEncodeFailed(Id, error.Code, error.Message);
        Changed();
        ScheduleTidying(TimeSpan.Zero);
    }

    /// <summary>Begins, or goes on with, what a re-encode needs now; its jobs tell how far they are.</summary>
    private async Task StartEncodeJobsAsync()
    {
        if (state.State.Encode is { State: EncodeState.Encoding } young)
        {
            await grains.GetGrain<ITranscodeJobGrain>(young.JobId).Start(TitleEncodes.OrderOf(Id, state.State, young));
        }
        else if (state.State.Encode is { State: EncodeState.Tracks } encode)
        {
            foreach (var track in encode.Tracks.Where(track => track.State == TrackState.Processing).ToList())
            {
                if (state.State.Encode == encode && encode.State == EncodeState.Tracks)
                {
                    await grains.GetGrain<ITranscodeJobGrain>(track.JobId).Start(TitleEncodes.OrderOf(Id, state.State, encode, track));
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Title {TitleId} is encoded anew: new sessions get version {Version}.")]
    private partial void LogReencoded(Guid titleId, string version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Title {TitleId} could not be encoded anew ({Code}): {Reason}")]
    private partial void LogEncodeFailed(Guid titleId, string code, string reason);
}
