using System.Globalization;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Filters;

/// <summary>
/// Brings any source to what every player shows rightly: 8-bit 4:2:0 BT.709 of limited range. High dynamic range is tone
/// mapped: 203 nits, the white of a page (ITU-R BT.2408), becomes a bright white, and what is brighter rolls off.
/// </summary>
/// <param name="Video">The source's video track.</param>
/// <param name="LargestWidth">Width of the largest rung: tone mapping works in floats, so not on more pixels than needed.</param>
/// <param name="LargestHeight">Height of the largest rung.</param>
internal sealed record ColourFilter(SourceVideoTrack Video, int LargestWidth, int LargestHeight) : IFilter
{
    /// <summary>The source's peak that the curve rolls off to, in units of reference white: 1000 nits over 203.</summary>
    private const string Peak = "4.926";

    /// <inheritdoc/>
    public string Text => Video.DynamicRange switch
    {
        DynamicRange.Pq => ToneMap("smpte2084"),
        DynamicRange.Hlg => ToneMap("arib-std-b67"),
        _ => Convert(),
    };

    private string SourceRange => Video.IsFullRange ? "pc" : "tv";

    private string Convert()
    {
        if (Video.ColourMatrix == "bt709")
        {
            return $"scale=in_color_matrix=bt709:in_range={SourceRange}:out_color_matrix=bt709:out_range=tv:flags={ScaleFilter.Flags},format=yuv420p";
        }

        // The scaler converts matrices by way of RGB, four times slower. The scaler before it is there for formats and
        // odd sizes that colorspace does not take, and for pictures that change their size midway; else it does nothing.
        var matrix = Video.ColourMatrix switch { "bt601" => "smpte170m", "bt2020" => "bt2020ncl", var other => other };
        var (width, height) = Video.RotationDegrees is 90 or 270 ? (Video.CodedHeight, Video.CodedWidth) : (Video.CodedWidth, Video.CodedHeight);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"scale={width & ~1}:{height & ~1}:flags={ScaleFilter.Flags},colorspace=ispace={matrix}:irange={SourceRange}:iprimaries=bt709:itrc=bt709:space=bt709:range=tv:primaries=bt709:trc=bt709:fast=1:format=yuv420p");
    }

    private string ToneMap(string transfer)
    {
        // zscale refuses pictures that leave any of primaries, transfer and matrix unsaid, as many do: all are said here.
        // It takes no odd sizes of subsampled pictures; the last row or column is one pixel that nobody misses.
        var crop = ((Video.CodedWidth | Video.CodedHeight) & 1) == 0 ? string.Empty : "crop=trunc(iw/2)*2:trunc(ih/2)*2:0:0,";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{crop}setparams=range={SourceRange}:color_primaries=bt2020:color_trc={transfer}:colorspace=bt2020nc,zscale=w={LargestWidth}:h={LargestHeight}:filter=bicubic:t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=mobius:param=0.3:peak={Peak}:desat=0,zscale=t=bt709:m=bt709:r=tv:d=none,format=yuv420p");
    }
}
