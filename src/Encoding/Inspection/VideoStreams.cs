using FFMpegCore;
using StreamVerse.Encoding.Commands;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Finds the video track that is shown, and refuses early what its header already rules out.</summary>
internal static class VideoStreams
{
    /// <summary>The track that is shown: the one marked default, else the largest. Cover pictures don't count.</summary>
    /// <exception cref="UnusableSourceException">There is none.</exception>
    public static FFProbeStream Choose(FFProbeAnalysis header) =>
        header.Streams
            .Where(stream => stream.CodecType == "video"
                && !ProbeFields.Has(stream, "attached_pic")
                && !ProbeFields.Has(stream, "timed_thumbnails"))
            .OrderByDescending(stream => ProbeFields.Has(stream, "default"))
            .ThenByDescending(stream => (long)(stream.Width ?? 0) * (stream.Height ?? 0))
            .ThenBy(stream => stream.Index)
            .FirstOrDefault()
        ?? throw new UnusableSourceException(
            UnusableSourceCodes.NoVideo,
            header.Streams.Count == 0
                ? "The file has no tracks. Check that it is complete and send it again."
                : "The file has no video track, only sound or a cover picture.");

    /// <summary>Checks what the header declares.</summary>
    /// <exception cref="UnusableSourceException">It rules the file out.</exception>
    public static void CheckDeclared(FFProbeStream stream, FFProbeFormat format)
    {
        if (ProbeFields.CodecName(stream) == "unknown")
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.CodecNotSupported,
                "The video's codec is not known. Convert the file to H.264, HEVC, AV1, VP9 or ProRes and send it again.");
        }

        CheckSize(stream.Width ?? 0, stream.Height ?? 0);
        CheckDuration(Math.Max(ProbeFields.Seconds(format.Duration), ProbeFields.Seconds(stream.Duration)));
    }

    /// <summary>Checks the size of pictures.</summary>
    /// <exception cref="UnusableSourceException">They are empty, too small or too large.</exception>
    public static void CheckSize(int width, int height)
    {
        if (width <= 0 || height <= 0)
        {
            throw new UnusableSourceException(UnusableSourceCodes.NoPictureSize, "The video's pictures have no width or no height (0x0).");
        }

        if (width > SourceLimits.MaxSide || height > SourceLimits.MaxSide)
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.PictureTooLarge,
                $"The video's pictures are {width}x{height}; at most {SourceLimits.MaxSide} pixels are accepted on either side.");
        }

        if (width < SourceLimits.MinSide || height < SourceLimits.MinSide)
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.PictureTooSmall,
                $"The video's pictures are {width}x{height}; at least {SourceLimits.MinSide} pixels are needed on either side.");
        }
    }

    /// <summary>Checks a duration.</summary>
    /// <exception cref="UnusableSourceException">It is too long.</exception>
    public static void CheckDuration(double seconds)
    {
        if (seconds > AcceptedSources.MaxDuration.TotalSeconds)
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.TooLong,
                $"The video is {seconds / 3600:0.0} hours long; at most {AcceptedSources.MaxDuration.TotalHours:0} are accepted. Send it in parts.");
        }
    }
}
