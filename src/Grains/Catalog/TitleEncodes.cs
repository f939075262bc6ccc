using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>How a published title gets a new version beside the one that viewers have; the grain stores what comes of it.</summary>
internal static class TitleEncodes
{
    /// <summary>What an added track's share of the work is, against the original's.</summary>
    private const double TrackWeight = 0.03;

    /// <exception cref="DomainException">A re-encode is under way.</exception>
    public static void ThrowIfRunning(TitleRecord title)
    {
        if (title.Encode is { IsRunning: true } encode)
        {
            throw new DomainException(ErrorKind.Conflict, "encode-running", $"The title is being encoded anew. Wait until that is done, or call it off: DELETE its encodes/{encode.Id:N}.");
        }
    }

    /// <exception cref="DomainException">The title cannot be encoded anew now.</exception>
    public static void ThrowIfRefused(TitleRecord title)
    {
        if (title.State != TitleState.Published)
        {
            throw new DomainException(ErrorKind.Conflict, "title-not-published", "Only a title that is published can be encoded anew. Wait until its state is 'published'.");
        }

        ThrowIfRunning(title);
        if (!title.HasOriginal)
        {
            throw new DomainException(ErrorKind.Conflict, "original-gone", "The title's original was deleted after the publication, so there is nothing that it could be encoded anew from. Upload it again as a new title.");
        }

        if (title.Tracks.Exists(track => track.State is TrackState.Uploading or TrackState.Processing))
        {
            throw new DomainException(ErrorKind.Conflict, "track-running", "A track is being added to the title. Wait until it is there, or dismiss it, then try again.");
        }
    }

    public static void Begin(TitleRecord title, NewEncode wish, DateTimeOffset now)
    {
        title.LastVersion = Math.Max(title.LastVersion, title.Version) + 1;
        title.Encode = new EncodeRecord
        {
            Id = wish.Id,
            State = EncodeState.Encoding,
            Priority = wish.Priority,
            JobId = Guid.NewGuid(),
            Version = title.LastVersion,
            RequestedAt = now,
            TraceParent = Activity.Current?.Id,
        };
    }

    /// <summary>What is to be made of the original.</summary>
    public static TranscodeOrder OrderOf(Guid titleId, TitleRecord title, EncodeRecord encode) => new(
        titleId,
        title.OrgId,
        title.SourcePath,
        encode.Version.ToString(CultureInfo.InvariantCulture),
        TraceParent: encode.TraceParent,
        Priority: encode.Priority,
        Without: [.. title.RemovedRenditions]);

    /// <summary>What is to be made of an added track.</summary>
    public static TranscodeOrder OrderOf(Guid titleId, TitleRecord title, EncodeRecord encode, TrackRecord track)
    {
        var ids = title.Tracks.Find(old => old.Id == track.Id)?.RenditionIds ?? [];
        var wasDefault = title.Presentation!.Audio.Any(audio => audio.IsDefault && ids.Contains(audio.Id));
        return TitleTracks.OrderOf(titleId, title.OrgId, encode.Facts!, track, wasDefault && !encode.Facts!.Audio.Any(audio => audio.IsDefault), encode.Priority);
    }

    /// <summary>
    /// The added tracks, as the new version is to have them. Each keeps its number and its name unless the original gives
    /// something of that number or name now.
    /// </summary>
    public static List<TrackRecord> Carry(TitleRecord title, Presentation facts)
    {
        List<TrackRecord> carried = [];
        title.LastTrack = Math.Max(title.LastTrack, TitleTracks.HighestNumber(facts));
        var ids = facts.Audio.Select(audio => audio.Id).Concat(facts.Subtitles.Select(subtitle => subtitle.Id)).ToHashSet(StringComparer.Ordinal);
        foreach (var track in title.Tracks.Where(track => track.State == TrackState.Added && track.HasSource))
        {
            var number = TitleTracks.IdsOf(track.Kind, track.Number, track.Language).Any(ids.Contains) ? ++title.LastTrack : track.Number;
            var taken = TitleTracks.NamesOf(facts, track.Kind).Concat(carried.Where(other => other.Kind == track.Kind).Select(other => other.Name)).ToList();
            carried.Add(new TrackRecord
            {
                Id = track.Id,
                Kind = track.Kind,
                Language = track.Language,
                Name = taken.Contains(track.Name, StringComparer.OrdinalIgnoreCase) ? TrackPlanner.ChooseName(track.Language, track.Name, taken) : track.Name,
                FileName = track.FileName,
                SourcePath = track.SourcePath,
                SizeBytes = track.SizeBytes,
                HasSource = true,
                Number = number,
                State = TrackState.Processing,
                JobId = Guid.NewGuid(),
                RenditionIds = TitleTracks.IdsOf(track.Kind, number, track.Language),
            });
        }

        return carried;
    }

    /// <summary>Lets the new version take the place of the old one, whose files stay for as long as somebody may play it.</summary>
    /// <param name="title">The title.</param>
    /// <param name="id">Its id.</param>
    /// <param name="facts">Facts of the new version, stored already.</param>
    /// <param name="now">The time.</param>
    /// <param name="sessionLifetime">How long a session that began just now may go on.</param>
    public static void Switch(TitleRecord title, Guid id, Presentation facts, DateTimeOffset now, TimeSpan sessionLifetime)
    {
        var encode = title.Encode!;
        var replaced = title.Tracks.Where(track => encode.Tracks.Exists(made => made.Id == track.Id)).ToList();

        // A job that failed would take up its old order at a retry, for the old version.
        var failed = title.Tracks.Where(track => track.State == TrackState.Failed).ToList();
        Retirement.OfVersion(title, [title.JobId, .. replaced.Concat(failed).Select(track => track.JobId)], now, sessionLifetime);
        failed.ForEach(static track => track.JobId = Guid.NewGuid());
        title.Tracks = [.. title.Tracks.Except(replaced), .. encode.Tracks];
        title.Version = encode.Version;
        title.JobId = encode.JobId;
        title.Presentation = facts;
        title.DurationSeconds = encode.DurationSeconds;
        title.Notices = encode.Notices;
        title.EncodedAt = now;
        End(encode, EncodeState.Done, error: null, now);
        title.Raise(TitleEvents.Reencoded, now, new { titleId = id, orgId = title.OrgId, title.Title, version = facts.Version, durationSeconds = title.DurationSeconds });
    }

    /// <summary>The title stays as it is; what was made of the new version goes.</summary>
    public static void Fail(TitleRecord title, Guid id, TitleError error, DateTimeOffset now)
    {
        Abandon(title, now);
        End(title.Encode!, EncodeState.Failed, error, now);
        title.Raise(TitleEvents.ReencodeFailed, now, new { titleId = id, orgId = title.OrgId, title.Title, code = error.Code, message = error.Message });
    }

    /// <summary>Forgets the re-encode; where it was under way, what was made of it goes.</summary>
    public static void Dismiss(TitleRecord title, DateTimeOffset now)
    {
        if (title.Encode is { IsRunning: true })
        {
            Abandon(title, now);
        }

        title.Encode = null;
    }

    /// <summary>What clients see of the last re-encode.</summary>
    /// <param name="title">The title.</param>
    /// <param name="reports">What its jobs told last, by job; <see langword="null"/> where only the row is known.</param>
    public static TitleEncode? View(TitleRecord title, IReadOnlyDictionary<Guid, JobReport>? reports)
    {
        if (title.Encode is not { } encode)
        {
            return null;
        }

        var report = reports?.GetValueOrDefault(encode.JobId);
        var original = encode.State == EncodeState.Encoding ? report?.Progress ?? 0 : 1;
        var tracks = encode.Tracks.Sum(track => track.State == TrackState.Added ? 1 : reports?.GetValueOrDefault(track.JobId)?.Progress ?? 0);
        var isTracks = encode.State == EncodeState.Tracks;
        return new TitleEncode(
            encode.Id.ToString("N"),
            encode.State,
            encode.Priority,
            encode.State switch
            {
                EncodeState.Done => 1,
                EncodeState.Failed => 0,
                _ => Math.Min((original + (TrackWeight * tracks)) / (1 + (TrackWeight * encode.Tracks.Count)), 0.999),
            },
            isTracks ? "Making the added tracks again" : encode.IsRunning ? report?.Step ?? "Waiting for a worker" : null,
            encode.State == EncodeState.Encoding ? report?.SecondsLeft : null,
            encode.Error,
            encode.RequestedAt,
            encode.EndedAt);
    }

    private static void Abandon(TitleRecord title, DateTimeOffset now)
    {
        var encode = title.Encode!;
        Retirement.Add(title, string.Create(CultureInfo.InvariantCulture, $"{encode.Version}/"), encode.JobIds, now, WorkProtocol.LateWrites);
    }

    private static void End(EncodeRecord encode, EncodeState state, TitleError? error, DateTimeOffset now)
    {
        (encode.State, encode.Error, encode.EndedAt) = (state, error, now);
        (encode.Facts, encode.Tracks) = (null, []);
    }
}
