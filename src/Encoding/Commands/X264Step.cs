using System.Globalization;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Commands;

/// <summary>
/// libx264 so that chunks join: one thread (several give different bytes from run to run under VBV), the same code path on
/// every CPU, IDR pictures on the grid only, and a half-full buffer at every start so that the joined track stays legal.
/// </summary>
/// <param name="Rung">The rendition.</param>
/// <param name="Grid">The title's timeline.</param>
internal sealed record X264Step(VideoRung Rung, SegmentGrid Grid) : ICommandStep
{
    private const int LongestLookahead = 50;

    /// <inheritdoc/>
    public IEnumerable<string> Arguments
    {
        get
        {
            var invariant = CultureInfo.InvariantCulture;
            var gop = Grid.GopFrames;
            return
            [
                "-c:v", "libx264",
                "-preset", Rung.Preset,
                "-crf", Rung.ConstantRateFactor.ToString("0.##", invariant),
                "-maxrate", Rung.MaxBitsPerSecond.ToString(invariant),
                "-bufsize", (Rung.MaxBitsPerSecond * 3L / 2).ToString(invariant),
                "-profile:v", Rung.Profile,
                "-level", (Rung.Level / 10.0).ToString("0.0", invariant),
                "-pix_fmt", "yuv420p",
                "-x264-params", string.Create(
                    invariant,
                    $"keyint={gop}:min-keyint={gop}:scenecut=0:open-gop=0:bframes=3:b-pyramid=normal:ref=3:rc-lookahead={Math.Min(gop, LongestLookahead)}:threads=1:lookahead-threads=1:sliced-threads=0:stitchable=1:cpu-independent=1:vbv-init=0.5:colorprim=bt709:transfer=bt709:colormatrix=bt709"),
                "-flags:v", "+bitexact",
                "-bsf:v", "filter_units=remove_types=6",
            ];
        }
    }
}
