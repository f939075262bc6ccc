using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Encoding.Commands;

namespace StreamVerse.Encoding.Audio;

/// <summary>
/// Composes the ffmpeg command lines of an audio rendition. Where a track changes its channels, as broadcasts do between
/// programmes, ffmpeg would build its filters anew, and those that put samples on the title's clock would begin again from
/// time 0 there. So one process does all of it for tracks that never change, and fails at a change; for those that do, one
/// decodes and maps channels and another does the rest. Both ways give the same bytes of a track that never changes.
/// </summary>
internal static class AudioCommand
{
    /// <summary>
    /// Gaps and overlaps from 50 ms on are filled and cut. Less than that is a recorder's clock that runs fast or slow: from
    /// 4 ms on, which rounded timestamps never reach, samples are stretched by at most 0.2 %, which nobody hears. The
    /// resampler must run from the start (<c>flags=res</c>): one that begins midway jumps by seconds (ffmpeg 5.1).
    /// </summary>
    private const string KeepTime = "aresample=48000:async=1:first_pts=0:min_hard_comp=0.05:min_comp=0.004:max_soft_comp=0.002:flags=res";

    /// <summary>The arguments that do all of it, from the source to stdout, and fail where the track changes.</summary>
    public static ImmutableArray<string> Whole(AudioEncodeRequest request) => CommandLine.Compose(
        new GlobalStep(),
        new AudioDecodeStep(),
        new FixedShapeStep(),
        new InputStep(request.SourcePath, request.MayBeSoundAlone),
        new MapAudioStep(StreamIndex(request)),
        new AudioFilterStep($"{ToShape(request)},{ToClock(request)}"),
        new AacStep(request.Rung),
        new CmafAudioStep());

    /// <summary>The arguments that decode the track to stdout: samples of one shape, with the source's times.</summary>
    public static ImmutableArray<string> Decode(AudioEncodeRequest request) => CommandLine.Compose(
        new GlobalStep(),
        new AudioDecodeStep(),
        new InputStep(request.SourcePath, request.MayBeSoundAlone),
        new MapAudioStep(StreamIndex(request)),
        new AudioFilterStep(ToShape(request)),
        new SamplesOutputStep());

    /// <summary>The arguments that encode such samples from stdin to stdout.</summary>
    public static ImmutableArray<string> Encode(AudioEncodeRequest request) => CommandLine.Compose(
        new GlobalStep(),
        new SamplesInputStep(),
        new MapAudioStep(0),
        new AudioFilterStep(ToClock(request)),
        new AacStep(request.Rung),
        new CmafAudioStep());

    private static int StreamIndex(AudioEncodeRequest request)
    {
        var index = request.Rung.SourceStreamIndex;
        return request.Tracks.Any(track => track.StreamIndex == index)
            ? index
            : throw new ArgumentException($"The source has no audio track in stream {index}.", nameof(request));
    }

    /// <summary>Samples of one shape, whatever channels come.</summary>
    private static string ToShape(AudioEncodeRequest request) =>
        $"{ChannelMap.Filter(request.Rung.Channels)},aformat=sample_fmts=flt:sample_rates=48000:channel_layouts={ChannelMap.Layout(request.Rung.Channels)}";

    /// <summary>Samples at the title's times: its first at 0, and as many as it is long.</summary>
    private static string ToClock(AudioEncodeRequest request)
    {
        var samples = request.Grid.AudioSampleCount;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"asetpts=PTS-({request.Start}*{request.TimeBase.Numerator}/{request.TimeBase.Denominator})/TB,{KeepTime},apad=whole_len={samples},atrim=end_sample={samples},aformat=fltp:channel_layouts={ChannelMap.Layout(request.Rung.Channels)}");
    }
}
