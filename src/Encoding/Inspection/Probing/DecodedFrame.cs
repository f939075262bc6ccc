using System.Globalization;

namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>A decoded picture as ffprobe describes it.</summary>
/// <param name="Pts">Timestamp in the track's ticks; null where the container gives none.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="PixelFormat">ffmpeg's pixel format.</param>
/// <param name="PixelAspect">Pixel aspect ratio, as <c>a:b</c>.</param>
/// <param name="IsInterlaced">Whether it is two fields.</param>
/// <param name="IsTopFieldFirst">Whether the top field comes first.</param>
/// <param name="Range">ffmpeg's colour range.</param>
/// <param name="Matrix">ffmpeg's colour space.</param>
/// <param name="Transfer">ffmpeg's transfer characteristics.</param>
internal sealed record DecodedFrame(
    long? Pts,
    int Width,
    int Height,
    string PixelFormat,
    string PixelAspect,
    bool IsInterlaced,
    bool IsTopFieldFirst,
    string Range,
    string Matrix,
    string Transfer)
{
    /// <summary>Reads a line of <c>key=value</c> pairs, joined by bars.</summary>
    public static bool TryParse(string line, out DecodedFrame frame)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in line.Split('|'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                fields.TryAdd(pair[..equals], pair[(equals + 1)..]);
            }
        }

        string Text(string key) => fields.GetValueOrDefault(key, string.Empty);
        long? Number(string key) =>
            long.TryParse(Text(key), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

        frame = new DecodedFrame(
            Number("best_effort_timestamp"),
            (int)(Number("width") ?? 0),
            (int)(Number("height") ?? 0),
            Text("pix_fmt"),
            Text("sample_aspect_ratio"),
            Number("interlaced_frame") == 1,
            Number("top_field_first") == 1,
            Text("color_range"),
            Text("color_space"),
            Text("color_transfer"));
        return frame.Width > 0 && frame.Height > 0;
    }
}
