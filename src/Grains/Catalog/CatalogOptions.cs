using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Catalog;

/// <summary>Limits of uploads. Section <c>StreamVerse:Catalog</c>.</summary>
public sealed class CatalogOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Catalog";

    /// <summary>Largest file that may be uploaded, in bytes. Default: 30 GB.</summary>
    public long MaxUploadBytes { get; set; } = 30_000_000_000;

    /// <summary>
    /// Room of a tenant for sources, uploads under way included, in bytes. Smaller values protect the disk; uploads
    /// beyond it are refused at their creation. Default: 1 TB.
    /// </summary>
    public long QuotaBytes { get; set; } = 1_000_000_000_000;

    /// <summary>Room that is kept free in the object store, in bytes, as far as the store tells how much it has. Default: 1 GB.</summary>
    public long ReserveBytes { get; set; } = 1_000_000_000;

    /// <summary>How long an upload waits for more bytes before it is given up; what it stored goes within a minute after. Smaller values free room sooner and let clients on bad lines lose more. From 5 seconds to 30 days. Default: 24 hours.</summary>
    public TimeSpan UploadLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// What becomes of an uploaded file when its title is published, for tenants that did not choose. Deleting them frees their
    /// room; such titles cannot be encoded anew. Default: they are kept.
    /// </summary>
    public OriginalsPolicy Originals { get; set; } = OriginalsPolicy.Keep;

    /// <summary>
    /// Titles that an order to encode many anew has under way at once. Smaller values need less room for versions side by side
    /// and leave the queue shorter; larger ones keep more workers busy with short titles. From 1 to 1,000. Default: 8.
    /// </summary>
    public int BulkEncodes { get; set; } = 8;
}
