using FFMpegCore;
using StreamVerse.Encoding.Inspection.Probing;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Turns ffmpeg's messages into reasons that an uploader understands.</summary>
internal static class Refusal
{
    private const int SampleBytes = 4096;

    /// <summary>Why a file could not be opened.</summary>
    public static async Task<UnusableSourceException> OfHeaderAsync(string path, string messages, CancellationToken cancellationToken)
    {
        var sample = await ReadSampleAsync(path, cancellationToken);
        if (Says(messages, "not on whitelist"))
        {
            return new UnusableSourceException(
                UnusableSourceCodes.FormatNotAccepted,
                "This is a playlist, a script, a picture or a raw stream, not a video file. Send a file such as MP4, MOV, MKV, WebM, TS or AVI.");
        }

        if (Signatures.Describe(sample) is { } kind)
        {
            return new UnusableSourceException(UnusableSourceCodes.NotMedia, $"This is {kind}, not a video, whatever its name says.");
        }

        if (Says(messages, "moov atom not found") && Signatures.IsIsoMedia(sample))
        {
            return new UnusableSourceException(
                UnusableSourceCodes.CutOff,
                "The file is cut off: the index at its end (moov) is missing. The recording or the copy was not finished; send the whole file.");
        }

        return new UnusableSourceException(UnusableSourceCodes.NotMedia, "The file is not a video that can be read, or it is damaged from its beginning on.");
    }

    /// <summary>Why no picture could be decoded.</summary>
    public static UnusableSourceException OfDecoding(FFProbeStream stream, string messages) =>
        Says(messages, "Decoder not found") || Says(messages, "No decoder for") || Says(messages, "Decoder (codec")
            || Says(messages, "Unsupported codec") || Says(messages, "Error while opening decoder")
            || Says(messages, "Not yet implemented in FFmpeg")
            ? new UnusableSourceException(
                UnusableSourceCodes.CodecNotSupported,
                $"The video's codec ({ProbeFields.CodecName(stream)}) cannot be decoded here. Convert the file to H.264, HEVC, AV1, VP9 or ProRes and send it again.")
            : new UnusableSourceException(
                UnusableSourceCodes.NothingDecodes,
                "Not one picture of the video could be decoded: the file is damaged, encrypted or cut off. Send the whole, unprotected file.");

    private static async Task<byte[]> ReadSampleAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 0, FileOptions.Asynchronous);
        var sample = new byte[SampleBytes];
        var read = await file.ReadAtLeastAsync(sample, SampleBytes, throwOnEndOfStream: false, cancellationToken);
        return sample[..read];
    }

    private static bool Says(string messages, string text) => messages.Contains(text, StringComparison.OrdinalIgnoreCase);
}
