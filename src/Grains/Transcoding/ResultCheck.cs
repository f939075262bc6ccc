using System.Text.RegularExpressions;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Subtitles;

namespace StreamVerse.Grains.Transcoding;

/// <summary>Whether the figures and words of a result can be: they end in viewers' playlists, and are added up over a title.</summary>
internal static partial class ResultCheck
{
    /// <summary>10 Gbit/s: more than an uncompressed picture of 2160p, and no level of a codec has as much.</summary>
    public const long MaxBitsPerSecond = 10_000_000_000;

    /// <summary>1 TB of an item: the sum over all chunks of the longest title is still far from the end of a number.</summary>
    public const long MaxBytes = 1_000_000_000_000;

    private const int MaxDigestLength = 128;

    /// <summary>What of a result cannot be, as the end of a sentence; <see langword="null"/> where all of it can.</summary>
    public static string? FaultOf(WorkResult result) => result switch
    {
        InspectResult inspection => SourceCheck.FaultOf(inspection.Source),
        TrackInspectResult inspection => SourceCheck.FaultOf(inspection.Source),
        VideoChunkResult chunk => chunk.Rungs.Append(chunk.TrickPlay).Select(FaultOf).FirstOrDefault(static fault => fault is not null),
        AudioResult audio => FaultOf(audio.Rendition),
        SubtitleResult { Cues: < 0 or > WebVttDocument.MaxCues } subtitles => $"subtitles of {subtitles.Cues} cues",
        _ => null,
    };

    /// <summary>What of a heartbeat cannot be; <see langword="null"/> where all of it can.</summary>
    public static string? FaultOf(WorkProgress? progress) => progress switch
    {
        { Fraction: >= 0 and <= 1, SegmentsStored: >= 0 } => null,
        null => "a heartbeat without progress",
        { SegmentsStored: < 0 } => $"progress of {progress.SegmentsStored} segments",
        _ => "progress that is not between 0 and 1",
    };

    private static string? FaultOf(RenditionMeasurement? rendition) => rendition switch
    {
        null => "a rendition without a measurement",
        { Bytes: < 0 or > MaxBytes } => $"a rendition of {rendition.Bytes} bytes",
        { PeakBitsPerSecond: < 0 or > MaxBitsPerSecond } => $"a rendition of {rendition.PeakBitsPerSecond} bits per second",
        { Buffer: { Floor: < 0 } or { Rise: < 0 } or { Peak: < 0 } } => "a rendition that needs less than no buffer",
        { InitSha256: not { Length: > 0 and <= MaxDigestLength } } => "an init segment without a digest",
        _ when rendition.Codecs is null || !Codecs().IsMatch(rendition.Codecs) => "a rendition whose codec has no name",
        _ => null,
    };

    /// <summary>What RFC 6381 makes of the codecs that there are: a sample entry's name, and what follows it, between points.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9.]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex Codecs();
}
