using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Encoding.Commands;

namespace StreamVerse.Encoding.Audio;

/// <summary>
/// Composes the two ffmpeg command lines of an audio rendition. The first decodes and maps channels, the second puts
/// samples on the title's clock and encodes. In one process ffmpeg would build its filters anew wherever a track changes
/// its channels, as broadcasts do between programmes, and begin again from time 0 there.
/// </summary>
internal static class AudioCommand
{
    /// <summary>
    /// Gaps and overlaps from 50 ms on are filled and cut. Less than that is a recorder's clock that runs fast or slow: from
    /// 4 ms on, which rounded timestamps never reach, samples are stretched by at most 0.2 %, which nobody hears. The
    /// resampler must run from the start (<c>flags=res</c>): one that begins midway jumps by seconds (ffmpeg 5.1).
    /// </summary>
    private const string KeepTime = "aresample=48000:async=1:first_pts=0:min_hard_comp=0.05:min_comp=0.004:max_soft_comp=0.002:flags=res";

    /// <summary>The arguments that decode the track to stdout: samples of one shape, with the source's times.</summary>
    public static ImmutableArray<string> Decode(AudioEncodeRequest request)
    {
        var index = request.Rung.SourceStreamIndex;
        if (!request.Tracks.Any(track => track.StreamIndex == index))
        {
            throw new ArgumentException($"The source has no audio track in stream {index}.", nameof(request));
        }

        var filters = $"{ChannelMap.Filter(request.Rung.Channels)},aformat=sample_fmts=flt:sample_rates=48000:channel_layouts={ChannelMap.Layout(request.Rung.Channels)}";
        return CommandLine.Compose(
            new GlobalStep(),
            new AudioDecodeStep(),
            new InputStep(request.SourcePath, request.MayBeSoundAlone),
            new MapAudioStep(index),
            new AudioFilterStep(filters),
            new SamplesOutputStep());
    }

    /// <summary>The arguments that encode such samples from stdin to stdout.</summary>
    public static ImmutableArray<string> Encode(AudioEncodeRequest request)
    {
        var samples = request.Grid.AudioSampleCount;
        var filters = string.Create(
            CultureInfo.InvariantCulture,
            $"asetpts=PTS-({request.Start}*{request.TimeBase.Numerator}/{request.TimeBase.Denominator})/TB,{KeepTime},apad=whole_len={samples},atrim=end_sample={samples},aformat=fltp:channel_layouts={ChannelMap.Layout(request.Rung.Channels)}");
        return CommandLine.Compose(
            new GlobalStep(),
            new SamplesInputStep(),
            new MapAudioStep(0),
            new AudioFilterStep(filters),
            new AacStep(request.Rung),
            new CmafAudioStep());
    }
}
