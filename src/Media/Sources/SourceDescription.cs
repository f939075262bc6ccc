using System.Collections.Immutable;

namespace StreamVerse.Media.Sources;

/// <summary>What inspection found in an uploaded file: all that planning and encoding need to know of it.</summary>
/// <param name="Container">The container's name as ffprobe gives it, for example <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="SizeBytes">Size of the file in bytes.</param>
/// <param name="StartTimeMicroseconds">The container's start time (ffprobe's <c>format.start_time</c>), in microseconds; may be negative.</param>
/// <param name="Video">The video track that is shown.</param>
/// <param name="Audio">Every audio track that can be decoded, in file order; may be empty.</param>
/// <param name="Subtitles">Every text subtitle track, in file order; may be empty.</param>
/// <param name="Notices">Sentences for the uploader about what was found and cannot be carried (bitmap subtitles, say).</param>
public sealed record SourceDescription(
    string Container,
    long SizeBytes,
    long StartTimeMicroseconds,
    SourceVideoTrack Video,
    ImmutableArray<SourceAudioTrack> Audio,
    ImmutableArray<SourceSubtitleTrack> Subtitles,
    ImmutableArray<string> Notices);
