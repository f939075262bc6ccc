using System.Collections.Immutable;
using StreamVerse.Encoding.Audio;
using StreamVerse.Encoding.Chunks;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Tests.Commands;

/// <summary>Whole argument lists, without launching ffmpeg: any change to what workers run shows here.</summary>
public sealed class ChunkCommandTests
{
    private static readonly SourceVideoTrack Video = new(
        0, "h264", 1920, 1080, 1920, 1080, 0, new FrameRate(30000, 1001), 4000, new Rational(1, 90000), 126000, 12,
        ScanType.Progressive, DynamicRange.Sdr, 8, 5_000_000);

    private static readonly VideoRung Rung = new("v720", 1280, 720, "libx264", "veryfast", "high", 31, 21.5, 2_800_000);

    private const string Scale = "bicubic+accurate_rnd+full_chroma_int+bitexact";

    [Fact]
    public void Build_SecondChunk_IsTheProvenCommand()
    {
        var arguments = ChunkCommand.Build(Request(Video, 1));

        Assert.Equal(
            [
                "-nostdin", "-hide_banner", "-v", "warning", "-nostats", "-progress", "pipe:2", "-stats_period", "0.5", "-y",
                "-filter_complex_threads", "1",
                "-reinit_filter", "0", "-threads", "1", "-flags", "+bitexact", "-idct", "simple", "-max_pixels", "67108864",
                "-noaccurate_seek", "-ss", "20.033000",
                "-copyts", "-protocol_whitelist", "file,pipe", "-format_whitelist",
                "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,ogg,mxf,wtv,nut,dv,gxf,rm,live_flv",
                "-i", "file:/media/in.ts",
                "-filter_complex",
                $"[0:0]setpts=PTS-(126000),fps=fps=30000/1001:round=near,tpad=stop=-1:stop_mode=clone,trim=start_pts=960:end_pts=1920,scale=in_color_matrix=bt709:in_range=tv:out_color_matrix=bt709:out_range=tv:flags={Scale},format=yuv420p,split=1[s0];[s0]scale=1280:720:flags={Scale},setsar=1[v0]",
                "-map", "[v0]", "-an", "-sn", "-dn", "-fps_mode", "passthrough", "-map_metadata", "-1", "-map_chapters", "-1",
                "-c:v", "libx264", "-preset", "veryfast", "-crf", "21.5", "-maxrate", "2800000", "-bufsize", "4200000",
                "-profile:v", "high", "-level", "3.1", "-pix_fmt", "yuv420p", "-x264-params",
                "keyint=60:min-keyint=60:scenecut=0:open-gop=0:bframes=3:b-pyramid=normal:ref=3:rc-lookahead=50:threads=1:lookahead-threads=1:sliced-threads=0:stitchable=1:cpu-independent=1:vbv-init=0.5:colorprim=bt709:transfer=bt709:colormatrix=bt709",
                "-flags:v", "+bitexact", "-bsf:v", "filter_units=remove_types=6",
                "-fflags", "+bitexact", "-video_track_timescale", "30000", "-movflags", "cmaf+frag_keyframe+frag_discont+skip_trailer",
                "-min_frag_duration", "3804000", "-fragment_index", "9", "-f", "mp4", "file:/work/v720.mp4",
            ],
            arguments);
    }

    [Fact]
    public void Build_FirstChunk_DoesNotSeek() => Assert.DoesNotContain("-ss", ChunkCommand.Build(Request(Video, 0)));

    [Fact]
    public void Build_ExtraPreroll_SeeksEarlierOrNotAtAll()
    {
        Assert.Contains("13.033000", ChunkCommand.Build(Request(Video, 1) with { ExtraPrerollSeconds = 7 }));
        Assert.DoesNotContain("-ss", ChunkCommand.Build(Request(Video, 1) with { ExtraPrerollSeconds = 60 }));
    }

    [Theory]
    [InlineData(ScanType.InterlacedTopFirst, "setpts=PTS-(126000),bwdif=mode=send_field:parity=tff:deint=all,fps=")]
    [InlineData(ScanType.InterlacedBottomFirst, "setpts=PTS-(126000),bwdif=mode=send_field:parity=bff:deint=all,fps=")]
    public void Build_Interlaced_MakesAFrameOfEveryField(ScanType scan, string expected) =>
        Assert.Contains(expected, Graph(Video with { ScanType = scan }), StringComparison.Ordinal);

    [Theory]
    [InlineData(DynamicRange.Pq, "color_trc=smpte2084")]
    [InlineData(DynamicRange.Hlg, "color_trc=arib-std-b67")]
    public void Build_HighDynamicRange_ToneMapsOnThePixelsOfTheLargestRung(DynamicRange range, string expected)
    {
        var graph = Graph(Video with { DynamicRange = range, BitDepth = 10, CodedWidth = 3840, CodedHeight = 2160 });

        Assert.Contains("zscale=w=1280:h=720:", graph, StringComparison.Ordinal);
        Assert.Contains(expected, graph, StringComparison.Ordinal);
        Assert.Contains("tonemap=tonemap=mobius", graph, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FiltersThatNeedOneSize_AreBuiltAnewForAnother()
    {
        Assert.Contains("-reinit_filter", ChunkCommand.Build(Request(Video, 0)));
        Assert.DoesNotContain("-reinit_filter", ChunkCommand.Build(Request(Video with { RotationDegrees = 90 }, 0)));
        Assert.DoesNotContain("-reinit_filter", ChunkCommand.Build(Request(Video with { ScanType = ScanType.InterlacedTopFirst }, 0)));
        Assert.DoesNotContain("-reinit_filter", ChunkCommand.Build(Request(Video with { DynamicRange = DynamicRange.Pq }, 0)));
    }

    [Fact]
    public void Build_Thumbnails_TakeTheSamePictures()
    {
        var arguments = ChunkCommand.Build(Request(Video, 0) with { Thumbnails = new ThumbnailLayout(160, 90) });

        var graph = arguments[arguments.IndexOf("-filter_complex") + 1];
        Assert.Contains("split=2[s0][m];", graph, StringComparison.Ordinal);
        Assert.Contains("[m]select='not(mod(n,60))',scale=160:90:", graph, StringComparison.Ordinal);
        Assert.EndsWith("tile=4x4[sheet]", graph, StringComparison.Ordinal);
        Assert.Equal("file:/work/thumbnails.jpg", arguments[^1]);
    }

    [Fact]
    public void Build_Audio_IsTheProvenCommand()
    {
        var source = Source(Video) with { Audio = [new SourceAudioTrack(1, "ac3", 6, "5.1(side)", "en", null, true)] };
        var rung = new AudioRung("a1-en-2ch", 1, "en", "English", 2, 128_000, true);

        var request = new AudioEncodeRequest("/media/in.ts", source, Grid(Video), rung);

        Assert.Equal(
            [
                "-threads", "1", "-flags", "+bitexact", "-vn", "-sn", "-dn",
                "-copyts", "-protocol_whitelist", "file,pipe", "-format_whitelist",
                "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,ogg,mxf,wtv,nut,dv,gxf,rm,live_flv",
                "-i", "file:/media/in.ts",
                "-map", "0:1", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
                "-af",
                "pan=stereo|FL<0.6*FL+1.0*FC+0.4*BL+0.4*SL+0.2*BC|FR<0.6*FR+1.0*FC+0.4*BR+0.4*SR+0.2*BC,aformat=sample_fmts=flt:sample_rates=48000:channel_layouts=stereo",
                "-c:a", "pcm_f32le", "-fflags", "+bitexact", "-avoid_negative_ts", "disabled", "-f", "nut", "pipe:1",
            ],
            AudioCommand.Decode(request)[12..]);
        Assert.Equal(
            [
                "-copyts", "-protocol_whitelist", "pipe", "-format_whitelist", "nut", "-f", "nut", "-i", "pipe:0",
                "-map", "0:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
                "-af",
                "asetpts=PTS-(126000*1/90000)/TB,aresample=48000:async=1:first_pts=0:min_hard_comp=0.05:min_comp=0.004:max_soft_comp=0.002:flags=res,apad=whole_len=6406400,atrim=end_sample=6406400,aformat=fltp:channel_layouts=stereo",
                "-c:a", "aac", "-b:a", "128000", "-aac_coder", "twoloop", "-flags:a", "+bitexact",
                "-fflags", "+bitexact", "-movflags", "cmaf+frag_discont+skip_trailer", "-frag_duration", "1000000",
                "-flush_packets", "1", "-f", "mp4", "pipe:1",
            ],
            AudioCommand.Encode(request)[12..]);
        Assert.Equal(
            [
                "-threads", "1", "-flags", "+bitexact", "-vn", "-sn", "-dn", "-reinit_filter", "0",
                "-copyts", "-protocol_whitelist", "file,pipe", "-format_whitelist",
                "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mpegts,mpeg,avi,flv,asf,ogg,mxf,wtv,nut,dv,gxf,rm,live_flv",
                "-i", "file:/media/in.ts",
                "-map", "0:1", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-map_chapters", "-1",
                "-af",
                "pan=stereo|FL<0.6*FL+1.0*FC+0.4*BL+0.4*SL+0.2*BC|FR<0.6*FR+1.0*FC+0.4*BR+0.4*SR+0.2*BC,aformat=sample_fmts=flt:sample_rates=48000:channel_layouts=stereo,asetpts=PTS-(126000*1/90000)/TB,aresample=48000:async=1:first_pts=0:min_hard_comp=0.05:min_comp=0.004:max_soft_comp=0.002:flags=res,apad=whole_len=6406400,atrim=end_sample=6406400,aformat=fltp:channel_layouts=stereo",
                "-c:a", "aac", "-b:a", "128000", "-aac_coder", "twoloop", "-flags:a", "+bitexact",
                "-fflags", "+bitexact", "-movflags", "cmaf+frag_discont+skip_trailer", "-frag_duration", "1000000",
                "-flush_packets", "1", "-f", "mp4", "pipe:1",
            ],
            AudioCommand.Whole(request)[12..]);
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("-f")]
    [InlineData("")]
    [InlineData("a b")]
    public async Task EncodeAsync_RungIdIsNoWord_IsRefused(string id)
    {
        using var services = EncodingHost.Build([]);
        var encoder = (IChunkEncoder)services.GetService(typeof(IChunkEncoder))!;

        await Assert.ThrowsAsync<ArgumentException>(() => encoder.EncodeAsync(
            Request(Video, 0) with { Rungs = [Rung with { Id = id }] }, null, TestContext.Current.CancellationToken));
    }

    private static string Graph(SourceVideoTrack video)
    {
        var arguments = ChunkCommand.Build(Request(video, 0));
        return arguments[arguments.IndexOf("-filter_complex") + 1];
    }

    private static ChunkEncodeRequest Request(SourceVideoTrack video, int chunk) =>
        new("/media/in.ts", Source(video), Grid(video), chunk, [Rung], null, "/work");

    private static SegmentGrid Grid(SourceVideoTrack video) => new(video.OutputFrameRate, video.OutputFrameCount);

    private static SourceDescription Source(SourceVideoTrack video) =>
        new("mpegts", 1, 1_400_000, video, [], ImmutableArray<SourceSubtitleTrack>.Empty, []);
}
