using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Filters;

/// <summary>
/// Puts frames on the grid. Without <c>start_time</c> the ticks are anchored at 0, so which frame a tick shows follows from
/// timestamps alone, wherever decoding began.
/// </summary>
/// <param name="Rate">The grid's rate.</param>
internal sealed record FrameRateFilter(FrameRate Rate) : IFilter
{
    /// <inheritdoc/>
    public string Text => $"fps=fps={Rate}:round=near";
}
