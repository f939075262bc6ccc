using System.Globalization;

namespace StreamVerse.Encoding.Filters;

/// <summary>Counts timestamps from the source's first picture.</summary>
/// <param name="FirstPts">Timestamp of that picture, in the track's ticks.</param>
internal sealed record ShiftToStartFilter(long FirstPts) : IFilter
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"setpts=PTS-({FirstPts})");
}
