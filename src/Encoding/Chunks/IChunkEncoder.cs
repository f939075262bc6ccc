namespace StreamVerse.Encoding.Chunks;

/// <summary>Encodes one chunk of a title: one decode, all rungs and the chunk's sprite sheet, in one process.</summary>
/// <remarks>
/// The same request gives the same bytes, however often and wherever it runs, and whatever the preroll is. The caller
/// checks the boxes of what comes back (first decode time, number of samples, init segment): a seek that lands too late
/// gives a file that is short or empty, without an error, and is mended by a larger <see cref="ChunkEncodeRequest.ExtraPrerollSeconds"/>.
/// </remarks>
public interface IChunkEncoder
{
    /// <summary>Encodes a chunk.</summary>
    /// <param name="request">What to encode.</param>
    /// <param name="progress">Told about twice a second; may be null.</param>
    /// <param name="cancellationToken">Kills the process; files may be left half-written in the work directory.</param>
    /// <exception cref="FfmpegException">ffmpeg failed; <see cref="FfmpegException.IsRetryable"/> says whether another try may help.</exception>
    Task<EncodedChunk> EncodeAsync(ChunkEncodeRequest request, IProgress<EncodeProgress>? progress, CancellationToken cancellationToken);
}
