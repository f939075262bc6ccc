using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>One piece of a job that one worker does.</summary>
[JsonDerivedType(typeof(InspectWork), "inspection")]
[JsonDerivedType(typeof(VideoChunkWork), "chunk")]
[JsonDerivedType(typeof(AudioWork), "audio")]
[JsonDerivedType(typeof(SubtitleWork), "subtitles")]
[GenerateSerializer, Immutable]
[Alias("sv.WorkItem")]
public abstract record WorkItem;
