using FFMpegCore;
using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Media.Sources;

namespace StreamVerse.Encoding.Inspection;

/// <summary>The <see cref="ITrackInspector"/> that runs ffprobe: headers first, then every packet of the track.</summary>
internal sealed class TrackInspector(SourceProber prober, PacketProber packets) : ITrackInspector
{
    /// <inheritdoc/>
    public async Task<TrackSource> InspectAudioAsync(string path, string language, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var header = await prober.ReadHeaderAsync(path, cancellationToken, mayBeSoundAlone: true);
        var notices = new List<string>();
        var stream = Choose(header, language, notices);
        if (!await packets.CanDecodeAudioAsync(path, stream.Index, cancellationToken, mayBeSoundAlone: true))
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.CodecNotSupported,
                $"The sound's codec ({ProbeFields.CodecName(stream)}) cannot be decoded here, or the file is damaged. Convert it to AAC, MP3, FLAC or WAV and send it again.");
        }

        var index = await prober.ReadPacketsAsync(path, stream, cancellationToken, mayBeSoundAlone: true);
        if (index.Count == 0 || index.HasReset)
        {
            throw new UnusableSourceException(
                UnusableSourceCodes.BrokenTimestamps,
                "The sound's timestamps are missing or start anew in the middle. Export the file again and send the new one.");
        }

        var start = ProbeFields.Microseconds((Picture(header) ?? stream).StartTime);
        var duration = (index.EndPts * index.TimeBase.Value) - (start / 1e6);
        VideoStreams.CheckDuration(duration);

        // Sound that ends before the first picture lasts no time from there.
        return new TrackSource(AudioTracks.Describe(stream), start, Math.Max(0, duration), [.. notices]);
    }

    private static FFProbeStream Choose(FFProbeAnalysis header, string language, List<string> notices)
    {
        var tracks = header.Streams.Where(stream => stream.CodecType == "audio" && stream.Channels is > 0).ToList();
        if (tracks.Count == 0)
        {
            throw new UnusableSourceException(UnusableSourceCodes.NoAudio, "There is no sound in this file. Send the sound track, or a video that has it.");
        }

        var chosen = tracks.Find(stream => ProbeFields.Language(stream) == language)
            ?? tracks.Find(stream => Primary(ProbeFields.Language(stream)) == Primary(language))
            ?? tracks.Find(stream => ProbeFields.Has(stream, "default"))
            ?? tracks[0];
        if (tracks.Count > 1)
        {
            notices.Add($"The added file has {tracks.Count} audio tracks; the one in stream {chosen.Index} ({ProbeFields.Language(chosen)}) was taken.");
        }

        return chosen;
    }

    private static string Primary(string language) => language.Split('-')[0];

    private static FFProbeStream? Picture(FFProbeAnalysis header) =>
        header.Streams.FirstOrDefault(stream => stream.CodecType == "video" && !ProbeFields.Has(stream, "attached_pic") && !ProbeFields.Has(stream, "timed_thumbnails"));
}
