using StreamVerse.Media.Ladders;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Commands;

/// <summary>Finds the step of a rung's encoder.</summary>
internal static class VideoEncoderSteps
{
    /// <summary>The encoder step of a rung.</summary>
    /// <exception cref="FfmpegException">The rung asks for an encoder whose deterministic settings are not known.</exception>
    public static ICommandStep For(VideoRung rung, SegmentGrid grid) => rung.Encoder switch
    {
        "libx264" => new X264Step(rung, grid),
        _ => throw new FfmpegException("ffmpeg", FfmpegFailure.Unavailable, null, $"rung {rung.Id} asks for encoder {rung.Encoder}, which is not set up for chunks"),
    };
}
