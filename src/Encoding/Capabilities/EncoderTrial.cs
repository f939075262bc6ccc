using System.Collections.Immutable;
using System.Globalization;

namespace StreamVerse.Encoding.Capabilities;

/// <summary>How an encoder is tried.</summary>
/// <param name="Name">ffmpeg's name of the encoder.</param>
/// <param name="IsVideo">Whether it encodes pictures.</param>
internal sealed record EncoderTrial(string Name, bool IsVideo)
{
    /// <summary>Pictures over which an encoder is timed: enough to outweigh the start of the process.</summary>
    public const int TimedFrames = 30;

    /// <summary>Every encoder that StreamVerse knows, software first.</summary>
    public static readonly ImmutableArray<EncoderTrial> All =
    [
        new("libx264", true) { Options = ["-preset", "veryfast"] },
        new("libx265", true) { Options = ["-preset", "ultrafast", "-x265-params", "log-level=error"] },
        new("libsvtav1", true) { Options = ["-preset", "12"] },
        new("h264_nvenc", true),
        new("hevc_nvenc", true),
        new("h264_vaapi", true) { DeviceOptions = ["-vaapi_device", "/dev/dri/renderD128"], Upload = "format=nv12,hwupload" },
        new("h264_qsv", true) { Upload = "format=nv12" },
        new("aac", false),
    ];

    /// <summary>Options of the encoder.</summary>
    public ImmutableArray<string> Options { get; init; } = [];

    /// <summary>Options that open its device.</summary>
    public ImmutableArray<string> DeviceOptions { get; init; } = [];

    /// <summary>Filters that bring pictures to where it takes them.</summary>
    public string Upload { get; init; } = "format=yuv420p";

    /// <summary>The command line that encodes test pictures, or a second of a tone, and throws the result away.</summary>
    public ImmutableArray<string> Arguments(int frames)
    {
        string[] common = ["-nostdin", "-hide_banner", "-v", "error", "-nostats"];
        var count = frames.ToString(CultureInfo.InvariantCulture);
        return IsVideo
            ?
            [
                .. common, .. DeviceOptions, "-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30", "-frames:v", count,
                "-vf", Upload, "-c:v", Name, .. Options, "-f", "null", "-",
            ]
            : [.. common, "-f", "lavfi", "-i", "sine=duration=1", "-c:a", Name, "-f", "null", "-"];
    }
}
