using System.Collections.Immutable;

namespace StreamVerse.Media.Sources;

/// <summary>What inspection found in a file that holds a track for a title that exists already.</summary>
/// <param name="Audio">The audio track; <see langword="null"/> for subtitles.</param>
/// <param name="StartMicroseconds">The time in the file, in microseconds, that belongs to the title's first picture; may be negative.</param>
/// <param name="DurationSeconds">How long the track lasts from there, 0 or more.</param>
/// <param name="Notices">Sentences for the uploader about what was found.</param>
public sealed record TrackSource(
    SourceAudioTrack? Audio,
    long StartMicroseconds,
    double DurationSeconds,
    ImmutableArray<string> Notices);
