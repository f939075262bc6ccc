using System.Collections.Immutable;
using System.Text.Json.Serialization;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Events;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Catalog;

/// <summary>The stored state of a title.</summary>
internal sealed class TitleRecord : IRaisesEvents
{
    private readonly EventList _events = new();

    public Guid OrgId { get; set; }

    public string Title { get; set; } = "";

    public string Description { get; set; } = "";

    public ImmutableArray<string> Genres { get; set; } = [];

    public string FileName { get; set; } = "";

    public Guid UploadId { get; set; }

    public string SourcePath { get; set; } = "";

    public long SourceBytes { get; set; }

    public bool HasSource { get; set; }

    /// <summary>What has become of the source since the publication.</summary>
    public OriginalState Original { get; set; }

    [JsonIgnore]
    public bool HasOriginal => HasSource && Original is OriginalState.Kept or OriginalState.Checking;

    public TitleState State { get; set; }

    public TitleError? Error { get; set; }

    public Guid JobId { get; set; }

    /// <summary>The output version that the job makes, and that is published when it is done.</summary>
    public int Version { get; set; } = 1;

    /// <summary>The highest version that was ever begun, as far as <see cref="Version"/> does not tell.</summary>
    public int LastVersion { get; set; }

    public double? DurationSeconds { get; set; }

    public Presentation? Presentation { get; set; }

    public ImmutableArray<string> Notices { get; set; } = [];

    /// <summary>Tracks added after the publication, and those on their way in or out.</summary>
    public List<TrackRecord> Tracks { get; set; } = [];

    /// <summary>The highest number that a track ever had, as far as the facts do not tell.</summary>
    public int LastTrack { get; set; }

    /// <summary>The last re-encode that was asked for.</summary>
    public EncodeRecord? Encode { get; set; }

    /// <summary>Output that no facts name any more.</summary>
    public List<RetiredOutput> Retired { get; set; } = [];

    /// <summary>Renditions of the original that were removed, and that a re-encode leaves out.</summary>
    public List<string> RemovedRenditions { get; set; } = [];

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the version that viewers have was whole; absent in rows of earlier versions of the program.</summary>
    public DateTimeOffset? EncodedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The trace in which the file was sent, for the spans of its job; <see langword="null"/> where nothing is traced.</summary>
    public string? TraceParent { get; set; }

    /// <summary>How soon it is wanted.</summary>
    public WorkPriority Priority { get; set; }

    [JsonIgnore]
    public IReadOnlyList<DomainEvent> PendingEvents => _events.Pending;

    public void Raise(string type, DateTimeOffset at, object facts) => _events.Add(Topics.Catalog, type, at, facts);

    public void ClearEvents() => _events.Clear();
}
