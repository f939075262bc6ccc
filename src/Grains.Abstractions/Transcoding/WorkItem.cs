using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>One piece of a job that one worker does.</summary>
[JsonDerivedType(typeof(InspectWork), "inspection")]
[JsonDerivedType(typeof(VideoChunkWork), "chunk")]
[JsonDerivedType(typeof(AudioWork), "audio")]
[JsonDerivedType(typeof(SubtitleWork), "subtitles")]
[JsonDerivedType(typeof(TrackInspectWork), "track-inspection")]
[JsonDerivedType(typeof(TrackAudioWork), "track-audio")]
[JsonDerivedType(typeof(TrackSubtitleWork), "track-subtitles")]
[GenerateSerializer, Immutable]
[Alias("sv.WorkItem")]
public abstract record WorkItem;
