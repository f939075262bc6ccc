namespace StreamVerse.Encoding.Audio;

/// <summary>Encodes one audio rendition, whole, as AAC in fragmented MP4 that can be read while it is being made.</summary>
public interface IAudioEncoder
{
    /// <summary>Encodes an audio rendition.</summary>
    /// <remarks>
    /// The stream is ftyp, moov, then moof/mdat pairs of about 1 s. As ffmpeg writes it, the first access unit is the
    /// encoder's priming: its decode time is -1024 samples, written as an unsigned number. The caller drops it; access unit
    /// i + 1 then plays at sample 1024 * i of the title, and there are at least the grid's <c>AudioFrameCount</c> of them.
    /// </remarks>
    /// <param name="request">What to encode.</param>
    /// <param name="consume">Reads the stream to its end. Where the track changes its channels midway that comes early, and it is called once more, with the whole. What it throws of a whole stream ends the encode and is thrown on.</param>
    /// <param name="progress">Told about twice a second; may be null.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    /// <exception cref="FfmpegException">ffmpeg failed. The stream then ends early: what was read must be discarded.</exception>
    Task EncodeAsync(
        AudioEncodeRequest request,
        Func<Stream, CancellationToken, Task> consume,
        IProgress<EncodeProgress>? progress,
        CancellationToken cancellationToken);
}
