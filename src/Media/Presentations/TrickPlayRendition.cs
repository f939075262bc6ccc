namespace StreamVerse.Media.Presentations;

/// <summary>The I-frame rendition: one file for each IDR picture, one every group of pictures.</summary>
/// <param name="RenditionId">The video rendition that its pictures, size and init segment come from.</param>
/// <param name="PeakBitsPerSecond">Largest bit rate of any picture over the time it stands for, measured.</param>
/// <param name="AverageBitsPerSecond">Bit rate over all pictures, measured.</param>
public sealed record TrickPlayRendition(string RenditionId, long PeakBitsPerSecond, long AverageBitsPerSecond);
