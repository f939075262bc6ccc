using System.Collections.Immutable;

namespace StreamVerse.Media.Cmaf;

/// <summary>Cuts the fragmented MP4 file that ffmpeg wrote for one chunk of one rung. Copies no media.</summary>
public static class VideoChunkSplitter
{
    /// <summary>Most segments that a file may have.</summary>
    public const int MaxSegments = 4096;

    /// <summary>Cuts a file into its init segment and its segments. <see cref="VideoChunk.Verify"/> tells whether they are the right ones.</summary>
    /// <param name="file">The whole file: <c>ftyp</c>, <c>moov</c>, then a <c>moof</c> and an <c>mdat</c> for each segment.</param>
    /// <exception cref="CmafFormatException">
    /// The file is damaged or of another kind, or has no picture (<see cref="CmafFault.EmptyChunk"/>: encode again with more preroll).
    /// </exception>
    public static VideoChunk Split(ReadOnlyMemory<byte> file)
    {
        var init = InitSegment.Parse(file);
        if (init.Kind != TrackKind.Video)
        {
            throw CmafFormatException.Unsupported("A video chunk was expected and this is sound", 0);
        }

        var segments = ImmutableArray.CreateBuilder<MediaSegment>();
        var rest = file[init.Bytes.Length..];
        var reader = new BoxReader(rest.Span, init.Bytes.Length);
        while (reader.TryRead(out var box))
        {
            switch (box.Type)
            {
                case BoxType.Moof:
                    if (!reader.TryRead(out var mdat))
                    {
                        throw CmafFormatException.Malformed("The file ends after a 'moof'", reader.OffsetOf(box));
                    }

                    if (segments.Count == MaxSegments)
                    {
                        throw new CmafFormatException(CmafFault.LimitExceeded, $"The file has more than {MaxSegments} segments", reader.OffsetOf(box));
                    }

                    segments.Add(MediaSegment.Parse(init, rest[box.Start..mdat.End], reader.OffsetOf(box)));
                    break;
                case BoxType.Styp or BoxType.Sidx or BoxType.Free or BoxType.Skip or BoxType.Mfra:
                    // Nothing in them that a playlist would not say.
                    break;
                default:
                    throw CmafFormatException.Unsupported($"Box '{BoxType.Name(box.Type)}' between the segments", reader.OffsetOf(box));
            }
        }

        return segments.Count > 0
            ? new VideoChunk(init, segments.DrainToImmutable())
            : throw new CmafFormatException(
                CmafFault.EmptyChunk, "The chunk has no picture: the seek landed too late or the chunk lies behind the end of the source. Encode it again with more preroll");
    }
}
