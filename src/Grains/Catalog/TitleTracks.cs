using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>How tracks come into a published title and go from it; the grain stores what comes of it.</summary>
internal static class TitleTracks
{
    /// <summary>Tracks of one kind that a title may have, those on their way included.</summary>
    private const int MaxTracks = 64;

    private const int MaxUnfinished = 16;

    /// <summary>A track that is not wanted is forgotten this long after: a worker, or an upload, may still write.</summary>
    public static readonly TimeSpan RemovalGrace = WorkProtocol.LateWrites;

    /// <summary>Whether there is anything that is not finished.</summary>
    public static bool HasWork(TitleRecord title) => title.Tracks.Any(track => track.State is TrackState.Uploading or TrackState.Processing or TrackState.Removing);

    public static TrackRecord? Find(TitleRecord title, Guid id) => title.Tracks.Find(track => track.Id == id && track.State is not (TrackState.Added or TrackState.Removing));

    public static TrackRecord? OfJob(TitleRecord title, Guid jobId) => title.Tracks.Find(track => track.JobId == jobId && track.State != TrackState.Removing);

    /// <summary>Makes room for a track that begins to arrive.</summary>
    /// <exception cref="DomainException">The title cannot take it.</exception>
    public static void Add(TitleRecord title, NewTrack track)
    {
        if (title.State != TitleState.Published || title.Presentation is not { } presentation)
        {
            throw new DomainException(ErrorKind.Conflict, "title-not-published", "Tracks can only be added to a title that is published. Wait until its state is 'published'.");
        }

        TitleEncodes.ThrowIfRunning(title);
        var (kind, language, name) = (track.Request.Kind, track.Request.Language, track.Request.Name);
        var coming = title.Tracks.Where(other => other.State is TrackState.Uploading or TrackState.Processing or TrackState.Failed).ToList();
        var taken = NamesOf(presentation, kind).Concat(coming.Where(other => other.Kind == kind).Select(other => other.Name)).Distinct().ToList();
        if (taken.Count >= MaxTracks || coming.Count >= MaxUnfinished)
        {
            throw new DomainException(ErrorKind.Conflict, "too-many-tracks", $"A title has at most {MaxTracks} tracks of a kind, and {MaxUnfinished} on their way. Remove some, or wait until others are done.");
        }

        title.LastTrack = Math.Max(title.LastTrack, HighestNumber(presentation)) + 1;
        title.Tracks.Add(new TrackRecord
        {
            Id = track.UploadId,
            Kind = kind,
            Language = language,
            Name = TrackPlanner.ChooseName(language, name, taken),
            FileName = track.FileName,
            SourcePath = track.SourcePath,
            SizeBytes = track.SourceBytes,
            Number = title.LastTrack,
            State = TrackState.Uploading,
            JobId = Guid.NewGuid(),
            RenditionIds = IdsOf(kind, title.LastTrack, language),
        });
    }

    public static TranscodeOrder OrderOf(Guid titleId, TitleRecord title, TrackRecord track)
    {
        var presentation = title.Presentation!;
        return OrderOf(titleId, title.OrgId, presentation, track, isDefault: track.Kind == TrackKind.Audio && presentation.Audio.IsEmpty, WorkPriority.Standard);
    }

    /// <summary>What is to be made of a track for the version that the facts are of.</summary>
    public static TranscodeOrder OrderOf(Guid titleId, Guid orgId, Presentation facts, TrackRecord track, bool isDefault, WorkPriority priority) => new(
        titleId,
        orgId,
        track.SourcePath,
        facts.Version,
        new TrackOrder(track.Kind, track.Number, track.Language, track.Name, isDefault, facts.Grid),
        Priority: priority);

    /// <summary>Ids of all renditions that a track may get.</summary>
    public static ImmutableArray<string> IdsOf(TrackKind kind, int number, string language) =>
        kind == TrackKind.Audio ? TrackPlanner.AudioIds(number, language) : [TrackPlanner.Subtitles(number, language, "").Id];

    /// <summary>A track's renditions are made, and in the facts.</summary>
    public static void Take(TrackRecord track, TrackRenditions made, ImmutableArray<string> notices)
    {
        track.State = TrackState.Added;
        track.RenditionIds = [.. made.Audio.Select(audio => audio.Id), .. made.Subtitles.Select(subtitle => subtitle.Id)];
        track.Notices = notices;
    }

    /// <summary>The facts with a track's renditions in them.</summary>
    public static Presentation With(Presentation facts, TrackRenditions made) => facts with
    {
        Audio = facts.Audio.AddRange(made.Audio),
        Subtitles = facts.Subtitles.AddRange(made.Subtitles),
        Revision = facts.Revision + 1,
    };

    /// <summary>The track that has a rendition; made up from the facts where it came with the title.</summary>
    /// <exception cref="DomainException">There is none, or the title cannot be without it.</exception>
    public static TrackRecord RequireRemovable(TitleRecord title, string renditionId)
    {
        if (title.State != TitleState.Published || title.Presentation is not { } facts)
        {
            throw new DomainException(ErrorKind.Conflict, "title-not-published", "Tracks can only be removed from a title that is published.");
        }

        TitleEncodes.ThrowIfRunning(title);
        var audio = facts.Audio.FirstOrDefault(rendition => rendition.Id == renditionId);
        var subtitle = facts.Subtitles.FirstOrDefault(rendition => rendition.Id == renditionId);
        if (audio is null && subtitle is null)
        {
            throw new DomainException(ErrorKind.NotFound, "track-not-found", $"The title has no audio or subtitle track of the rendition '{renditionId}'.");
        }

        if (title.Tracks.Find(track => track.State == TrackState.Added && track.RenditionIds.Contains(renditionId)) is { } added)
        {
            return added;
        }

        if (audio is not null && (audio.IsDefault || NamesOf(facts, TrackKind.Audio).Distinct().Count() == 1))
        {
            throw new DomainException(ErrorKind.Conflict, "track-needed", "The title's default sound cannot be removed.");
        }

        var name = audio?.Name ?? subtitle!.Name;
        return new TrackRecord
        {
            Id = Guid.NewGuid(),
            Kind = audio is not null ? TrackKind.Audio : TrackKind.Subtitles,
            Language = audio?.Language ?? subtitle!.Language,
            Name = name,
            State = TrackState.Added,
            RenditionIds = audio is not null ? [.. facts.Audio.Where(rendition => rendition.Name == name).Select(rendition => rendition.Id)] : [renditionId],
        };
    }

    /// <summary>The facts without a track's renditions.</summary>
    public static Presentation Without(Presentation facts, ImmutableArray<string> renditionIds) => facts with
    {
        Audio = facts.Audio.RemoveAll(rendition => renditionIds.Contains(rendition.Id)),
        Subtitles = facts.Subtitles.RemoveAll(rendition => renditionIds.Contains(rendition.Id)),
        Revision = facts.Revision + 1,
    };

    /// <summary>Begins to remove a track; its number is never used again, whatever it came with.</summary>
    /// <param name="title">The title.</param>
    /// <param name="track">The track: published, or on its way.</param>
    /// <param name="now">The time.</param>
    /// <param name="sessionLifetime">How long a session that began just now may go on with a track that was published.</param>
    public static void Leave(TitleRecord title, TrackRecord track, DateTimeOffset now, TimeSpan sessionLifetime)
    {
        if (track.State == TrackState.Added)
        {
            foreach (var renditionId in track.RenditionIds)
            {
                Retirement.OfRendition(title, renditionId, now, sessionLifetime);
            }
        }

        title.LastTrack = Math.Max(title.LastTrack, title.Presentation is { } facts ? HighestNumber(facts) : 0);
        track.State = TrackState.Removing;
        track.RemovedAt = now;
        if (track.SourcePath.Length == 0)
        {
            title.RemovedRenditions.AddRange(track.RenditionIds);
        }

        if (!title.Tracks.Contains(track))
        {
            title.Tracks.Add(track);
        }
    }

    /// <summary>What clients see of the tracks that are not there yet.</summary>
    public static ImmutableArray<TrackAddition> View(TitleRecord title, IReadOnlyDictionary<Guid, JobReport>? reports) =>
    [
        .. title.Tracks.Where(track => track.State is TrackState.Uploading or TrackState.Processing or TrackState.Failed).Select(track =>
        {
            var report = track.State == TrackState.Processing ? reports?.GetValueOrDefault(track.Id) : null;
            return new TrackAddition(
                track.Id.ToString("N"),
                track.Kind,
                track.Language,
                track.Name,
                track.FileName,
                track.State,
                Math.Min(report?.Progress ?? 0, 0.999),
                track.State == TrackState.Processing ? report?.Step ?? "Waiting for a worker" : null,
                track.Error,
                track.SizeBytes);
        }),
    ];

    public static IEnumerable<string> NamesOf(Presentation facts, TrackKind kind) =>
        kind == TrackKind.Audio ? facts.Audio.Select(audio => audio.Name) : facts.Subtitles.Select(subtitle => subtitle.Name);

    /// <summary>The highest number of any track in the facts: their ids are <c>a1-en-2ch</c>, <c>s1-en</c>.</summary>
    public static int HighestNumber(Presentation facts) => facts.Audio.Select(audio => audio.Id).Concat(facts.Subtitles.Select(subtitle => subtitle.Id))
        .Select(id => int.TryParse(id.AsSpan(1, Math.Max(0, id.IndexOf('-', StringComparison.Ordinal) - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
        .DefaultIfEmpty(0)
        .Max();
}
