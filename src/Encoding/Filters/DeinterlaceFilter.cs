using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Filters;

/// <summary>Makes a whole frame of every field, at twice the rate: 50 fields a second are 50 moments, not 25.</summary>
/// <param name="ScanType">How the source was captured.</param>
internal sealed record DeinterlaceFilter(ScanType ScanType) : IFilter
{
    /// <inheritdoc/>
    public string Text => ScanType switch
    {
        ScanType.InterlacedTopFirst => "bwdif=mode=send_field:parity=tff:deint=all",
        ScanType.InterlacedBottomFirst => "bwdif=mode=send_field:parity=bff:deint=all",
        _ => string.Empty,
    };
}
