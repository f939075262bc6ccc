using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Catalog;

/// <summary>A track that was added to a title, or is on its way in or out; part of the title's state.</summary>
internal sealed class TrackRecord
{
    /// <summary>The addition's id: its upload's, or a new one for a track of the title's own source that is being removed.</summary>
    public Guid Id { get; set; }

    public TrackKind Kind { get; set; }

    public string Language { get; set; } = "";

    public string Name { get; set; } = "";

    public string FileName { get; set; } = "";

    /// <summary>Path of the source in the bucket <c>content</c>; empty where the track came with the title.</summary>
    public string SourcePath { get; set; } = "";

    public long SizeBytes { get; set; }

    public bool HasSource { get; set; }

    public int Number { get; set; }

    public TrackState State { get; set; }

    public Guid JobId { get; set; }

    public TitleError? Error { get; set; }

    /// <summary>The renditions made; until they are known, all that may be.</summary>
    public ImmutableArray<string> RenditionIds { get; set; } = [];

    public ImmutableArray<string> Notices { get; set; } = [];

    public DateTimeOffset? RemovedAt { get; set; }
}
