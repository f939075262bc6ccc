using System.Collections.Immutable;
using System.Text.Json.Serialization;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>The last re-encode of a title; part of the title's state.</summary>
internal sealed class EncodeRecord
{
    /// <summary>The id that it was asked for under.</summary>
    public Guid Id { get; set; }

    public EncodeState State { get; set; }

    public WorkPriority Priority { get; set; }

    /// <summary>The job that makes the new version of the original.</summary>
    public Guid JobId { get; set; }

    /// <summary>The new version.</summary>
    public int Version { get; set; }

    /// <summary>Facts of the new version, with the added tracks that are made again so far; absent until the original is done.</summary>
    public Presentation? Facts { get; set; }

    /// <summary>The title's added tracks, as they will be in the new version.</summary>
    public List<TrackRecord> Tracks { get; set; } = [];

    public double? DurationSeconds { get; set; }

    public ImmutableArray<string> Notices { get; set; } = [];

    public TitleError? Error { get; set; }

    public DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The trace in which it was asked for, for the spans of its jobs; <see langword="null"/> where nothing is traced.</summary>
    public string? TraceParent { get; set; }

    [JsonIgnore]
    public bool IsRunning => State is EncodeState.Encoding or EncodeState.Tracks;

    /// <summary>Every job that works for it.</summary>
    [JsonIgnore]
    public ImmutableArray<Guid> JobIds => [JobId, .. Tracks.Select(track => track.JobId)];
}
