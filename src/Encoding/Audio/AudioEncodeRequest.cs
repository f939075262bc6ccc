using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Audio;

/// <summary>One audio rendition to encode.</summary>
/// <param name="SourcePath">Path of the source, a local file.</param>
/// <param name="Source">What inspection found in it.</param>
/// <param name="Grid">The title's timeline; the audio is made exactly as long.</param>
/// <param name="Rung">The rendition.</param>
public sealed record AudioEncodeRequest(string SourcePath, SourceDescription Source, SegmentGrid Grid, AudioRung Rung);
