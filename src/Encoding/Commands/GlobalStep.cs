namespace StreamVerse.Encoding.Commands;

/// <summary>
/// What every run has: no questions, no stdin, progress on stderr, one filter thread (several give different bytes), and
/// the source's own timestamps.
/// </summary>
internal sealed record GlobalStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-nostdin", "-hide_banner", "-v", "warning", "-nostats", "-progress", "pipe:2", "-stats_period", "0.5", "-y",
        "-filter_complex_threads", "1",
    ];
}
