namespace StreamVerse.Encoding.Capabilities;

/// <summary>Whether an encoder works on this machine.</summary>
/// <param name="Name">ffmpeg's name, for example <c>libx264</c> or <c>h264_nvenc</c>.</param>
/// <param name="IsUsable">Whether it encoded the probe's pictures.</param>
/// <param name="Reason">Why it cannot be used, or how it was proven.</param>
/// <param name="FramesPerSecond">Speed on the probe's 1280x720 pictures, a rough yardstick; null where unusable or where it encodes sound.</param>
public sealed record EncoderCapability(string Name, bool IsUsable, string Reason, double? FramesPerSecond);
