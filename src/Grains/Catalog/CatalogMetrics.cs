using System.Diagnostics.Metrics;

namespace StreamVerse.Grains.Catalog;

/// <summary>What an operator watches of uploads. Meter <c>StreamVerse.Catalog</c>.</summary>
internal sealed class CatalogMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Catalog";

    private long _unfinishedUploadBytes;

    public CatalogMetrics(IMeterFactory meters) => meters.Create(MeterName).CreateObservableGauge(
        "streamverse.uploads.unfinished",
        () => Interlocked.Read(ref _unfinishedUploadBytes),
        "By",
        "Bytes that unfinished uploads have reserved; as of the last sweep.");

    public void SetUnfinishedUploadBytes(long bytes) => Interlocked.Exchange(ref _unfinishedUploadBytes, bytes);
}
