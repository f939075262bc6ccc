using FFMpegCore;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Describes audio tracks.</summary>
internal static class AudioTracks
{
    /// <summary>The description of a track that can be decoded.</summary>
    public static SourceAudioTrack Describe(FFProbeStream stream) => new(
        stream.Index,
        ProbeFields.CodecName(stream),
        stream.Channels ?? 0,
        stream.ChannelLayout ?? string.Empty,
        ProbeFields.Language(stream),
        ProbeFields.Title(stream),
        ProbeFields.Has(stream, "default"));
}
