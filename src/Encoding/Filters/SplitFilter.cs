using System.Globalization;

namespace StreamVerse.Encoding.Filters;

/// <summary>Gives the same pictures to several chains.</summary>
/// <param name="Count">How many.</param>
internal sealed record SplitFilter(int Count) : IFilter
{
    /// <inheritdoc/>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"split={Count}");
}
