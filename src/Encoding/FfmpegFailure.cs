namespace StreamVerse.Encoding;

/// <summary>Whose fault it was that ffmpeg or ffprobe did not do its work.</summary>
public enum FfmpegFailure
{
    /// <summary>The tool could not read or convert the source. Another try gives the same.</summary>
    Source,

    /// <summary>Something ended the process from outside: an operator, the kernel's memory killer, a machine going down. Worth another try.</summary>
    Killed,

    /// <summary>The disk that it wrote to is full. Worth another try, later or elsewhere.</summary>
    OutOfSpace,

    /// <summary>It needed more memory than it was given. Worth another try where there is more.</summary>
    OutOfMemory,

    /// <summary>It made no progress for longer than the limit, or ran longer than allowed. Worth another try.</summary>
    Stalled,

    /// <summary>The tool is absent or cannot be started, or lacks the asked encoder. An operator must mend the machine.</summary>
    Unavailable,
}
