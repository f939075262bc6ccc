namespace StreamVerse.Encoding;

/// <summary>ffmpeg or ffprobe did not do its work.</summary>
/// <param name="tool">The program's name: <c>ffmpeg</c> or <c>ffprobe</c>.</param>
/// <param name="failure">Whose fault it was.</param>
/// <param name="exitCode">The exit code; 128 and more is the number of a signal plus 128; null where it never ran.</param>
/// <param name="lastLines">The last lines that it wrote to stderr, folders cut off the file names.</param>
/// <param name="innerException">What kept it from running, if anything did.</param>
public sealed class FfmpegException(
    string tool,
    FfmpegFailure failure,
    int? exitCode,
    string lastLines,
    Exception? innerException = null)
    : Exception(Describe(tool, failure, exitCode, lastLines), innerException)
{
    /// <summary>The program's name: <c>ffmpeg</c> or <c>ffprobe</c>.</summary>
    public string Tool => tool;

    /// <summary>Whose fault it was.</summary>
    public FfmpegFailure Failure => failure;

    /// <summary>The exit code; 128 and more is the number of a signal plus 128; null where the program never ran.</summary>
    public int? ExitCode => exitCode;

    /// <summary>The last lines of stderr, without folders; may be empty.</summary>
    public string LastLines => lastLines;

    /// <summary>Whether the same call may succeed later or on another machine.</summary>
    public bool IsRetryable => failure is not (FfmpegFailure.Source or FfmpegFailure.Unavailable);

    private static string Describe(string tool, FfmpegFailure failure, int? exitCode, string lastLines)
    {
        var what = failure switch
        {
            FfmpegFailure.Killed => $"{tool} was ended from outside (exit code {exitCode})",
            FfmpegFailure.OutOfSpace => $"{tool} found no space left on the disk that it writes to",
            FfmpegFailure.OutOfMemory => $"{tool} needed more memory than it is allowed (StreamVerse:Encoding:MemoryLimitBytes)",
            FfmpegFailure.Stalled => $"{tool} made no progress within its time limit and was ended",
            FfmpegFailure.Unavailable => $"{tool} cannot do this on this machine; check that it is installed and StreamVerse:Encoding names it",
            _ => $"{tool} could not process the source (exit code {exitCode})",
        };

        return lastLines.Length == 0 ? what + "." : $"{what}: {lastLines}";
    }
}
