using System.Globalization;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Cmaf;

/// <summary>Encodes generated media with the arguments that the packager's input is made with.</summary>
internal static class RecipeEncoder
{
    public const int MaxBitsPerSecond = 200_000;

    public static async Task<byte[]> VideoChunkAsync(SegmentGrid grid, int chunk, string codecArguments = "")
    {
        using var folder = new TemporaryFolder();
        var (rate, gop) = (grid.FrameRate, grid.GopFrames);
        var codec = codecArguments.Length > 0 ? codecArguments.Split(' ') :
        [
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-maxrate", Text(MaxBitsPerSecond), "-bufsize", Text(MaxBitsPerSecond * 3 / 2),
            "-profile:v", "high", "-level", "1.3",
            "-x264-params", $"keyint={gop}:min-keyint={gop}:scenecut=0:open-gop=0:bframes=3:b-pyramid=normal:ref=3:rc-lookahead={Math.Min(gop, 50)}:threads=1:lookahead-threads=1:sliced-threads=0:stitchable=1:cpu-independent=1:vbv-init=0.5:colorprim=bt709:transfer=bt709:colormatrix=bt709",
            "-bsf:v", "filter_units=remove_types=6",
        ];
        var end = grid.ChunkStartFrame(chunk) + grid.ChunkFrames;
        var filter = $"[0:v:0]setpts=PTS-(0),fps={rate}:round=near,trim=start_pts={grid.ChunkStartFrame(chunk)}:end_pts={end},format=yuv420p,split=1[s0];"
            + "[s0]scale=96:54:flags=bicubic+accurate_rnd+full_chroma_int+bitexact,setsar=1[v0]";
        // libaom knows its configuration only after the first frames, so the init segment must wait for them.
        var movFlags = "cmaf+frag_keyframe+frag_discont+skip_trailer" + (codec.Contains("libaom-av1") ? "+delay_moov" : "");
        string[] input = ["-filter_complex_threads", "1", "-threads", "1", "-flags", "+bitexact", "-idct", "simple", "-copyts", "-f", "lavfi", "-i", $"testsrc2=s=192x108:r={rate},trim=end_frame={grid.FrameCount}"];
        string[] output =
        [
            "-pix_fmt", "yuv420p", "-flags:v", "+bitexact", "-fflags", "+bitexact", "-video_track_timescale", Text(grid.Timescale),
            "-movflags", movFlags,
            "-min_frag_duration", Text((long)(2.0 * gop / rate.FramesPerSecond * 1e6) - 200_000), "-fragment_index", Text((8L * chunk) + 1), "-f", "mp4", folder.File("out.mp4"),
        ];
        await MediaTools.FfmpegAsync(
            [.. input, "-filter_complex", filter, "-map", "[v0]", "-an", "-sn", "-dn", "-fps_mode", "passthrough", "-map_metadata", "-1", "-map_chapters", "-1", .. codec, .. output]);
        return await File.ReadAllBytesAsync(folder.File("out.mp4"), TestContext.Current.CancellationToken);
    }

    public static Task<byte[]> AudioAsync(SegmentGrid grid, string source, string layout = "stereo", string movFlags = "cmaf+frag_discont+skip_trailer")
    {
        var count = grid.AudioSampleCount;
        return MediaTools.FfmpegAsync(
            "-flags", "+bitexact", "-copyts", "-f", "lavfi", "-i", source, "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
            "-af", $"asetpts=PTS-(0)/TB,aresample=48000:async=1:first_pts=0:min_hard_comp=0.05,apad=whole_len={count},atrim=end_sample={count},aformat=fltp:channel_layouts={layout}",
            "-c:a", "aac", "-b:a", "128k", "-aac_coder", "twoloop", "-flags:a", "+bitexact", "-fflags", "+bitexact",
            "-movflags", movFlags, "-frag_duration", "4000000", "-f", "mp4", "pipe:1");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
