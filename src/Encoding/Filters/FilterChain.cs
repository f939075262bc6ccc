namespace StreamVerse.Encoding.Filters;

/// <summary>Joins filters between labels.</summary>
internal static class FilterChain
{
    /// <summary>A chain of a filter graph.</summary>
    /// <param name="inputs">Labels that it reads, without brackets.</param>
    /// <param name="filters">The filters; those with nothing to do are left out.</param>
    /// <param name="outputs">Labels that it writes, without brackets.</param>
    public static string Compose(IEnumerable<string> inputs, IEnumerable<IFilter> filters, IEnumerable<string> outputs) =>
        Bracketed(inputs) + Join(filters) + Bracketed(outputs);

    /// <summary>Filters joined by commas.</summary>
    public static string Join(IEnumerable<IFilter> filters) =>
        string.Join(',', filters.Select(filter => filter.Text).Where(text => text.Length > 0));

    private static string Bracketed(IEnumerable<string> labels) => string.Concat(labels.Select(label => $"[{label}]"));
}
