namespace StreamVerse.Grains.Catalog;

/// <summary>Types of events that titles raise. The names are stored.</summary>
internal static class TitleEvents
{
    public const string Created = "title.created";
    public const string Published = "title.published";
    public const string Failed = "title.failed";
    public const string Deleted = "title.deleted";
    public const string TrackAdded = "title.track-added";
    public const string TrackRemoved = "title.track-removed";
    public const string RenditionRemoved = "title.rendition-removed";
    public const string Reencoded = "title.reencoded";
    public const string OriginalDeleted = "title.original-deleted";
    public const string ReencodeFailed = "title.reencode-failed";
}
