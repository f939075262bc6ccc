using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Catalog;

/// <summary>The stored state of an order to encode many titles anew.</summary>
internal sealed class BulkEncodeRecord
{
    public BulkEncodeState State { get; set; }

    public WorkPriority Priority { get; set; }

    /// <summary>What was asked for.</summary>
    public DateTimeOffset? EncodedBefore { get; set; }

    public Guid? OrgId { get; set; }

    public int Found { get; set; }

    /// <summary>Where the next page of titles begins.</summary>
    public string? Cursor { get; set; }

    /// <summary>Whether all pages were read.</summary>
    public bool IsListed { get; set; }

    /// <summary>Titles of the page that was read last whose turn has not come.</summary>
    public List<Guid> Waiting { get; set; } = [];

    /// <summary>Titles that are being encoded.</summary>
    public List<Guid> Running { get; set; } = [];

    public int Done { get; set; }

    public int Failed { get; set; }

    public int Skipped { get; set; }

    public List<BulkEncodeProblem> Problems { get; set; } = [];

    public DateTimeOffset RequestedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }
}
