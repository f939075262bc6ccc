namespace StreamVerse.EndToEnd.Tests.Judges;

/// <summary>A variant of a multivariant playlist.</summary>
internal sealed record HlsVariant(string Address, long Bandwidth, long AverageBandwidth, string[] Codecs, string Resolution, double FrameRate);
