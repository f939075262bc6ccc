using System.Collections.Immutable;
using System.Globalization;
using FFMpegCore;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Puts together what headers, pictures and packets say of the video track.</summary>
internal static class VideoMeasurement
{
    private const double MaxGapSeconds = 1800;
    private const double MaxShareWithoutTime = 0.1;

    /// <summary>Describes the track.</summary>
    /// <param name="stream">What the container declares.</param>
    /// <param name="frames">Its first pictures.</param>
    /// <param name="index">All its packets.</param>
    /// <param name="hasCleanKeyFrames">Whether every key frame holds one of its <see cref="KeyFrames.CleanUnits"/>.</param>
    /// <exception cref="UnusableSourceException">What was measured rules the file out.</exception>
    public static SourceVideoTrack Measure(FFProbeStream stream, ImmutableArray<DecodedFrame> frames, PacketIndex index, bool hasCleanKeyFrames)
    {
        var first = frames[0];
        VideoStreams.CheckSize(first.Width, first.Height);
        CheckTimes(index);
        var firstPts = first.Pts ?? index.FirstPts;
        var scan = Scan(frames);
        var rate = FrameRates.Choose(index, scan);
        var count = FrameCount(index, firstPts, rate);
        if (index.Count < 2 || count < 2)
        {
            throw new UnusableSourceException(UnusableSourceCodes.SinglePicture, "The video has only one picture. Send a video, not a still picture.");
        }

        if (count > AcceptedSources.MaxFrames(rate))
        {
            // The packets may be within the limit, and the last picture last beyond it.
            VideoStreams.CheckDuration(count / rate.FramesPerSecond);
        }

        var rotation = ProbeFields.Rotation(stream);
        var (width, height) = Display(stream, first, rotation);
        var duration = (index.EndPts - firstPts) * index.TimeBase.Value;
        return new SourceVideoTrack(
            stream.Index,
            ProbeFields.CodecName(stream),
            first.Width,
            first.Height,
            width,
            height,
            rotation,
            rate,
            count,
            index.TimeBase,
            firstPts,
            KeyFrames.PrerollSeconds(index, hasCleanKeyFrames),
            scan,
            PictureColours.Range(Known(first.Transfer, stream.ColorTransfer)),
            PictureColours.BitDepth(first.PixelFormat),
            duration > 0 ? (long)(index.Bytes * 8 / duration) : 0)
        {
            KeyIntervalSeconds = Math.Round(index.LongestKeyIntervalSeconds, 3),
            ColourMatrix = PictureColours.Matrix(Known(first.Matrix, stream.ColorSpace), first.Width, first.Height),
            IsFullRange = Known(first.Range, stream.ColorRange) is "pc" or "jpeg" || first.PixelFormat.StartsWith("yuvj", StringComparison.Ordinal),
        };
    }

    /// <summary>Tells the uploader what was found odd but can be worked with.</summary>
    public static void NoteOddities(FFProbeFormat format, SourceVideoTrack video, List<string> notices)
    {
        var seconds = (double)video.OutputFrameCount / video.OutputFrameRate.FramesPerSecond;
        var declared = ProbeFields.Seconds(format.Duration);
        if (declared > 1 && seconds < 0.9 * declared)
        {
            notices.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The file says that it lasts {declared:0.0} s, but its pictures end after {seconds:0.0} s: it may be cut off. The title ends with its pictures."));
        }
    }

    private static void CheckTimes(PacketIndex index)
    {
        if (index.Count == 0 || index.WithoutTime > index.Count * MaxShareWithoutTime)
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.BrokenTimestamps,
                "The video's pictures carry no times. Put it into a container such as MP4 or MKV and send it again.");
        }

        if (index.HasReset || index.LongestGapSeconds > MaxGapSeconds)
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.BrokenTimestamps,
                "The video's timestamps start anew or jump in the middle, as in recordings that were joined as they were. Remux the file (ffmpeg -i file -c copy new.mkv) and send it again.");
        }

        VideoStreams.CheckDuration((index.EndPts - index.FirstPts) * index.TimeBase.Value);
    }

    private static long FrameCount(PacketIndex index, long firstPts, FrameRate rate)
    {
        // A container may give the last picture no duration; then it lasts as long as most do.
        var end = Math.Max(index.EndPts, index.LastPts + index.Intervals.Median());
        var numerator = (Int128)(end - firstPts) * index.TimeBase.Numerator * rate.Numerator;
        var denominator = (Int128)index.TimeBase.Denominator * rate.Denominator;
        return (long)(((2 * numerator) + denominator) / (2 * denominator));
    }

    private static ScanType Scan(ImmutableArray<DecodedFrame> frames)
    {
        var interlaced = frames.Count(frame => frame.IsInterlaced);
        if (interlaced * 2 <= frames.Length)
        {
            return ScanType.Progressive;
        }

        return frames.Count(frame => frame.IsInterlaced && frame.IsTopFieldFirst) * 2 >= interlaced
            ? ScanType.InterlacedTopFirst
            : ScanType.InterlacedBottomFirst;
    }

    private static (int Width, int Height) Display(FFProbeStream stream, DecodedFrame frame, int rotation)
    {
        double width = frame.Width;
        double height = frame.Height;
        if (ProbeFields.TryFraction(stream.SampleAspectRatio, out var aspect) || ProbeFields.TryFraction(frame.PixelAspect, out aspect))
        {
            // Pixels are only ever stretched: shrinking would lose detail. Beyond this it is a broken header.
            var ratio = Math.Clamp(aspect.Value, 1.0 / AcceptedSources.MaxPixelAspect, AcceptedSources.MaxPixelAspect);
            width = ratio > 1 ? width * ratio : width;
            height = ratio < 1 ? height / ratio : height;
        }

        var shown = ((int)Math.Round(width), (int)Math.Round(height));
        return rotation is 90 or 270 ? (shown.Item2, shown.Item1) : shown;
    }

    private static string Known(string ofFrame, string? ofStream) =>
        ofFrame.Length == 0 || ofFrame == "unknown" ? ofStream ?? string.Empty : ofFrame;
}
