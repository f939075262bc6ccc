using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>How a title's state goes from its creation to its publication; the grain stores what comes of it.</summary>
internal static class TitleProgress
{
    public static void Begin(TitleRecord record, Guid id, NewTitle title, DateTimeOffset now)
    {
        record.OrgId = title.OrgId;
        record.Title = title.Title;
        record.FileName = title.FileName;
        record.UploadId = title.UploadId;
        record.SourcePath = title.SourcePath;
        record.SourceBytes = title.SourceBytes;
        record.State = TitleState.Uploaded;
        record.JobId = Guid.NewGuid();
        record.CreatedAt = now;
        record.Raise(TitleEvents.Created, now, new { titleId = id, orgId = title.OrgId, title.Title });
    }

    /// <returns>Whether there is something to store: what viewers may see is; how many per cent are done is not worth a write.</returns>
    public static bool Advance(TitleRecord record, TitleState next, JobReport report)
    {
        var playable = Playable(record.Presentation, report.Presentation);
        if (record.State == next && record.Presentation?.PlayableSegments == playable?.PlayableSegments && record.DurationSeconds == report.DurationSeconds)
        {
            return false;
        }

        record.State = next;
        record.Presentation = playable;
        record.DurationSeconds = report.DurationSeconds;
        record.Notices = report.Notices;
        return true;
    }

    public static void Publish(TitleRecord record, Guid id, JobReport report, DateTimeOffset now)
    {
        record.State = TitleState.Published;
        record.Error = null;
        record.Presentation = report.Presentation;
        record.DurationSeconds = report.DurationSeconds;
        record.Notices = report.Notices;
        record.EncodedAt = now;
        record.Raise(TitleEvents.Published, now, new { titleId = id, orgId = record.OrgId, record.Title, version = report.Presentation!.Version, durationSeconds = report.DurationSeconds });
    }

    public static void Fail(TitleRecord record, Guid id, TitleError error, DateTimeOffset now)
    {
        record.State = TitleState.Failed;
        record.Error = error;
        record.Raise(TitleEvents.Failed, now, new { titleId = id, orgId = record.OrgId, record.Title, code = error.Code, message = error.Message });
    }

    /// <summary>
    /// What viewers may see. It never shrinks: after a crash a job may forget how far an audio encode was, but what was
    /// stored lies there still, and doing it again stores the same bytes.
    /// </summary>
    private static Presentation? Playable(Presentation? known, Presentation? told) =>
        told is { PlayableSegments: > 0 } && (known is null || known.Version != told.Version || known.PlayableSegments <= told.PlayableSegments) ? told : known;
}
