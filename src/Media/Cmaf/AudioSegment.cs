namespace StreamVerse.Media.Cmaf;

/// <summary>One segment of an audio rendition, ready to be stored.</summary>
/// <param name="Index">Index of the segment, from 0; the fragment's sequence number is one more.</param>
/// <param name="FirstFrame">Index in the title of its first AAC access unit; times 1024 it is the decode time.</param>
/// <param name="FrameCount">Its access units.</param>
/// <param name="Bytes">The <c>moof</c> and the <c>mdat</c>.</param>
public sealed record AudioSegment(int Index, long FirstFrame, int FrameCount, ReadOnlyMemory<byte> Bytes);
