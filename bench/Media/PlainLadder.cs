using System.Globalization;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Bench.Media;

/// <summary>
/// The command by which one ffmpeg makes the ladder that StreamVerse makes, as HLS with fMP4: the same rungs and rate
/// control, x264's own threads, and nothing of what only chunks need.
/// </summary>
internal static class PlainLadder
{
    public static List<string> Arguments(string source, string output, int height, int seconds)
    {
        var invariant = CultureInfo.InvariantCulture;
        var plan = EncodePlanner.Plan(Describe(height, seconds));
        var rungs = plan.Video;
        var indices = Enumerable.Range(0, rungs.Length).ToList();
        var split = string.Concat(indices.Select(i => string.Create(invariant, $"[s{i}]")));
        var scales = indices.Select(i => string.Create(invariant, $"[s{i}]scale={rungs[i].Width}:{rungs[i].Height}:flags=bicubic,setsar=1[v{i}]"));
        var gop = plan.Grid.GopFrames;
        List<string> arguments =
        [
            "-nostdin", "-v", "error", "-y", "-i", source,
            "-filter_complex", string.Create(invariant, $"[0:v:0]split={rungs.Length}{split};{string.Join(';', scales)}"),
        ];
        foreach (var i in indices)
        {
            var rung = rungs[i];
            arguments.AddRange(
            [
                "-map", $"[v{i}]", $"-crf:v:{i}", rung.ConstantRateFactor.ToString(invariant), $"-maxrate:v:{i}", rung.MaxBitsPerSecond.ToString(invariant),
                $"-bufsize:v:{i}", (rung.MaxBitsPerSecond * 3L / 2).ToString(invariant), $"-level:v:{i}", (rung.Level / 10.0).ToString("0.0", invariant),
            ]);
        }

        arguments.AddRange(
        [
            "-c:v", "libx264", "-preset", rungs[0].Preset, "-profile:v", rungs[0].Profile, "-pix_fmt", "yuv420p",
            "-x264-params", string.Create(invariant, $"keyint={gop}:min-keyint={gop}:scenecut=0:open-gop=0:bframes=3:b-pyramid=normal:ref=3:rc-lookahead={Math.Min(gop, 50)}:vbv-init=0.5:colorprim=bt709:transfer=bt709:colormatrix=bt709"),
            "-map", "0:a:0", "-c:a", "aac", "-b:a", plan.Audio[0].BitsPerSecond.ToString(invariant), "-aac_coder", "twoloop",
            "-f", "hls", "-hls_time", "4", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4",
            "-var_stream_map", string.Join(' ', indices.Select(i => $"v:{i},agroup:audio").Append("a:0,agroup:audio")),
            "-master_pl_name", "index.m3u8", Path.Combine(output, "%v", "index.m3u8"),
        ]);
        return arguments;
    }

    private static SourceDescription Describe(int height, int seconds)
    {
        var width = height * 16 / 9 / 2 * 2;
        var rate = new FrameRate(TestVideo.FramesPerSecond, 1);
        return new SourceDescription(
            "mp4",
            1,
            0,
            new SourceVideoTrack(0, "h264", width, height, width, height, 0, rate, (long)seconds * TestVideo.FramesPerSecond, new Rational(1, 15360), 0, 4, ScanType.Progressive, DynamicRange.Sdr, 8, 0),
            [new SourceAudioTrack(1, "aac", 2, "stereo", "und", null, true)],
            [],
            []);
    }
}
