using System.Globalization;

namespace StreamVerse.Encoding.Filters;

/// <summary>
/// Keeps the frames of a chunk, exactly as many as the grid has: where the source ends a little early, its last frame is
/// repeated.
/// </summary>
/// <param name="FirstFrame">First frame kept, on the grid.</param>
/// <param name="EndFrame">First frame not kept.</param>
internal sealed record CutFilter(long FirstFrame, long EndFrame) : IFilter
{
    /// <inheritdoc/>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"tpad=stop=-1:stop_mode=clone,trim=start_pts={FirstFrame}:end_pts={EndFrame}");
}
