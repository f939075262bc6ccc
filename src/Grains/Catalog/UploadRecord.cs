using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Catalog;

/// <summary>The stored state of an upload.</summary>
internal sealed class UploadRecord
{
    public Guid OrgId { get; set; }

    public long Length { get; set; }

    public long Offset { get; set; }

    /// <summary>Bytes of <see cref="Offset"/> that lie in the tail object of <see cref="TailToken"/>.</summary>
    public long TailBytes { get; set; }

    public long TailToken { get; set; }

    public long WriterToken { get; set; }

    public string Metadata { get; set; } = "";

    public string FileName { get; set; } = "";

    public string Title { get; set; } = "";

    public string MultipartId { get; set; } = "";

    public int PartSize { get; set; }

    /// <summary>The object store's receipt of the part that is safe at each place, from the first.</summary>
    public List<string> PartReceipts { get; set; } = [];

    public UploadState State { get; set; }

    public Guid TitleId { get; set; }

    /// <summary>The track that it is for a published title; absent where it becomes a title of its own.</summary>
    public TrackRequest? Track { get; set; }

    /// <summary>How soon the title is wanted.</summary>
    public WorkPriority Priority { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The trace in which the last bytes came; <see langword="null"/> where nothing is traced.</summary>
    public string? TraceParent { get; set; }
}
