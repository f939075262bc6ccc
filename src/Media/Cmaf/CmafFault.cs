namespace StreamVerse.Media.Cmaf;

/// <summary>Why media bytes were refused, so that a caller can choose between a retry and a failure.</summary>
public enum CmafFault
{
    /// <summary>The bytes break ISO/IEC 14496-12: cut off, sizes that contradict each other, a required box missing.</summary>
    Malformed,

    /// <summary>The bytes may be a legal file, but not one that this packager is made for.</summary>
    Unsupported,

    /// <summary>A size or a count is above the limits of the parser.</summary>
    LimitExceeded,

    /// <summary>
    /// The chunk has an init segment and no picture. ffmpeg ends so, with exit code 0, when its seek lands too late or the
    /// chunk lies behind the source's end: encode again with more preroll.
    /// </summary>
    EmptyChunk,

    /// <summary>
    /// The media is sound but does not lie on the title's grid: another start, another number of frames, a key frame
    /// missing. For a video chunk, encode again with more preroll before giving up.
    /// </summary>
    GridMismatch,
}
