namespace StreamVerse.Media.Cmaf;

/// <summary>Bit rates of a rendition as playlists give them (RFC 8216bis, section 4.4.6.2), rounded up.</summary>
/// <param name="PeakBitsPerSecond">Largest rate of any contiguous set of segments of 0.5 to 1.5 target durations: BANDWIDTH.</param>
/// <param name="AverageBitsPerSecond">Rate over all segments: AVERAGE-BANDWIDTH.</param>
public readonly record struct SegmentBitRates(long PeakBitsPerSecond, long AverageBitsPerSecond);
