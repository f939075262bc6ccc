using System.Collections.Immutable;
using FFMpegCore;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>The <see cref="ISourceInspector"/> that runs ffprobe: headers first, then the first pictures, then every packet; and ffmpeg, for what its packets hold.</summary>
internal sealed class SourceInspector(SourceProber prober, PacketProber packets) : ISourceInspector
{
    /// <inheritdoc/>
    public async Task<SourceDescription> InspectAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var size = new FileInfo(path).Length;
        if (size == 0)
        {
            throw new UnusableSourceException(UnusableSourceCodes.Empty, "The file is empty. Check that the upload was complete and send it again.");
        }

        var header = await prober.ReadHeaderAsync(path, cancellationToken);
        var stream = VideoStreams.Choose(header);
        VideoStreams.CheckDeclared(stream, header.Format);
        var firstFrames = await prober.DecodeFirstFramesAsync(path, stream, cancellationToken);
        var index = await prober.ReadPacketsAsync(path, stream, cancellationToken);
        var sounds = header.Streams.Where(stream => stream.CodecType == "audio").Take(AcceptedSources.MaxTracks).ToList();
        var cleanUnits = KeyFrames.CleanUnits(header.Format.FormatName, stream, index);
        var contents = await packets.ReadAsync(path, stream.Index, cleanUnits, [.. sounds.Where(sound => sound.Channels is > 0).Select(sound => sound.Index)], cancellationToken);
        var notices = new List<string>();
        var video = VideoMeasurement.Measure(stream, firstFrames, index, cleanUnits is not null && contents.KeyUnits == index.KeyCount);
        VideoMeasurement.NoteOddities(header.Format, video, notices);
        var audio = ChooseAudio(sounds, contents, notices);
        var subtitles = ChooseSubtitles(header, notices);
        return new SourceDescription(
            header.Format.FormatName,
            size,
            ProbeFields.Microseconds(header.Format.StartTime),
            video,
            audio,
            subtitles,
            [.. notices]);
    }

    private static ImmutableArray<SourceAudioTrack> ChooseAudio(List<FFProbeStream> streams, PacketContents contents, List<string> notices)
    {
        var tracks = ImmutableArray.CreateBuilder<SourceAudioTrack>();
        foreach (var stream in streams)
        {
            if (contents.DecodableAudio.Contains(stream.Index))
            {
                tracks.Add(AudioTracks.Describe(stream));
            }
            else
            {
                notices.Add($"The audio track in stream {stream.Index} ({ProbeFields.CodecName(stream)}, {ProbeFields.Language(stream)}) cannot be decoded and is left out.");
            }
        }

        return tracks.ToImmutable();
    }

    private static ImmutableArray<SourceSubtitleTrack> ChooseSubtitles(FFProbeAnalysis header, List<string> notices)
    {
        var tracks = ImmutableArray.CreateBuilder<SourceSubtitleTrack>();
        foreach (var stream in header.Streams.Where(stream => stream.CodecType == "subtitle").Take(AcceptedSources.MaxTracks))
        {
            if (SubtitleTracks.Describe(stream, notices) is { } track)
            {
                tracks.Add(track);
            }
        }

        return tracks.ToImmutable();
    }
}
