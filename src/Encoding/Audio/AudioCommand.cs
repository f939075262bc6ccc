using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Encoding.Commands;

namespace StreamVerse.Encoding.Audio;

/// <summary>Composes the ffmpeg command line of an audio rendition.</summary>
internal static class AudioCommand
{
    /// <summary>The arguments that encode a rendition to stdout.</summary>
    public static ImmutableArray<string> Build(AudioEncodeRequest request) => CommandLine.Compose(
        new GlobalStep(),
        new AudioDecodeStep(),
        new InputStep(request.SourcePath),
        new MapAudioStep(request.Rung.SourceStreamIndex),
        new AudioFilterStep(Filters(request)),
        new AacStep(request.Rung),
        new CmafAudioStep());

    private static string Filters(AudioEncodeRequest request)
    {
        var video = request.Source.Video;
        var track = request.Source.Audio.FirstOrDefault(audio => audio.StreamIndex == request.Rung.SourceStreamIndex)
            ?? throw new ArgumentException($"The source has no audio track in stream {request.Rung.SourceStreamIndex}.", nameof(request));
        var samples = request.Grid.AudioSampleCount;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"asetpts=PTS-({video.FirstPts}*{video.TimeBase.Numerator}/{video.TimeBase.Denominator})/TB,aresample=48000:async=1:first_pts=0:min_hard_comp=0.05,{ChannelMap.Filter(track.Channels, request.Rung.Channels)}apad=whole_len={samples},atrim=end_sample={samples},aformat=fltp:channel_layouts={ChannelMap.Layout(request.Rung.Channels)}");
    }
}
