using System.Collections.Immutable;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Audio;

/// <summary>One audio rendition to encode.</summary>
/// <param name="SourcePath">Path of the source, a local file.</param>
/// <param name="Tracks">The audio tracks that inspection found in it.</param>
/// <param name="Start">The source's time of the title's first picture, in ticks of <paramref name="TimeBase"/>.</param>
/// <param name="TimeBase">Seconds per tick.</param>
/// <param name="Grid">The title's timeline; the audio is made exactly as long.</param>
/// <param name="Rung">The rendition.</param>
public sealed record AudioEncodeRequest(string SourcePath, ImmutableArray<SourceAudioTrack> Tracks, long Start, Rational TimeBase, SegmentGrid Grid, AudioRung Rung)
{
    /// <summary>Encodes a track of a title's own source.</summary>
    /// <param name="sourcePath">Path of the source, a local file.</param>
    /// <param name="source">What inspection found in it.</param>
    /// <param name="grid">The title's timeline.</param>
    /// <param name="rung">The rendition.</param>
    public AudioEncodeRequest(string sourcePath, SourceDescription source, SegmentGrid grid, AudioRung rung)
        : this(sourcePath, source?.Audio ?? [], source?.Video.FirstPts ?? 0, source?.Video.TimeBase ?? default, grid, rung) => ArgumentNullException.ThrowIfNull(source);

    /// <summary>Encodes a track that is added to a title.</summary>
    /// <param name="sourcePath">Path of the track's file, a local file.</param>
    /// <param name="source">What inspection found in it.</param>
    /// <param name="grid">The title's timeline.</param>
    /// <param name="rung">The rendition.</param>
    public AudioEncodeRequest(string sourcePath, TrackSource source, SegmentGrid grid, AudioRung rung)
        : this(sourcePath, source?.Audio is { } track ? [track] : [], source?.StartMicroseconds ?? 0, new Rational(1, 1_000_000), grid, rung)
    {
        ArgumentNullException.ThrowIfNull(source);
        MayBeSoundAlone = true;
    }

    /// <summary>Whether the source may be of a kind that holds nothing but sound, such as MP3.</summary>
    public bool MayBeSoundAlone { get; init; }
}
