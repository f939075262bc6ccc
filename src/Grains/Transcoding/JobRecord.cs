using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Transcoding;

/// <summary>The stored state of a job. Leases are not in it: after a crash every item that is not done is free again.</summary>
internal sealed class JobRecord
{
    public Guid TitleId { get; set; }

    public Guid OrgId { get; set; }

    public WorkPriority Priority { get; set; }

    public string SourcePath { get; set; } = "";

    public string Version { get; set; } = "";

    public JobPhase Phase { get; set; }

    /// <summary>
    /// Grows with every activation and retry; the upper half of every fencing token, so tokens grow across crashes too.
    /// </summary>
    public long Epoch { get; set; }

    public SourceDescription? Source { get; set; }

    public EncodePlan? Plan { get; set; }

    /// <summary>Renditions that were removed from the title, and are not made again.</summary>
    public ImmutableArray<string> Without { get; set; } = [];

    /// <summary>For a job that adds a track: which.</summary>
    public TrackOrder? Track { get; set; }

    /// <summary>For a job that adds a track: what inspection found.</summary>
    public TrackSource? TrackSource { get; set; }

    /// <summary>Results by item number: what is in here is done.</summary>
    public SortedDictionary<int, WorkResult> Results { get; set; } = [];

    /// <summary>
    /// Tokens of the leases whose results came last, the newest at the end: whoever hands a result in again, as the silo that
    /// took it died before it answered, is told that it counts.
    /// </summary>
    public List<long> HandedIn { get; set; } = [];

    public Presentation? Presentation { get; set; }

    public TitleError? Error { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The trace in which the job was begun, for the spans of its workers; <see langword="null"/> where nothing is traced.</summary>
    public string? TraceParent { get; set; }
}
