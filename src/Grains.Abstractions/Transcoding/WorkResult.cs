using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What came of an item. Also stored, as JSON, in the job's row.</summary>
[JsonDerivedType(typeof(InspectResult), "inspection")]
[JsonDerivedType(typeof(VideoChunkResult), "chunk")]
[JsonDerivedType(typeof(AudioResult), "audio")]
[JsonDerivedType(typeof(SubtitleResult), "subtitles")]
[JsonDerivedType(typeof(TrackInspectResult), "track-inspection")]
[GenerateSerializer, Immutable]
[Alias("sv.WorkResult")]
public abstract record WorkResult;
