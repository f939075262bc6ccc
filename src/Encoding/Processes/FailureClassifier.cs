namespace StreamVerse.Encoding.Processes;

/// <summary>Reads from exit code and messages whose fault a failure was.</summary>
internal static class FailureClassifier
{
    private const int FirstSignalCode = 128;
    private const int GeneralErrorCode = 255;

    /// <summary>Classifies a run that did not end well.</summary>
    /// <param name="exitCode">The exit code.</param>
    /// <param name="messages">The last messages.</param>
    public static FfmpegFailure Classify(int exitCode, string messages)
    {
        if (SaysDiskIsFull(messages))
        {
            return FfmpegFailure.OutOfSpace;
        }

        if (Says(messages, "Cannot allocate memory") || Says(messages, "malloc of size") || Says(messages, "out of memory"))
        {
            return FfmpegFailure.OutOfMemory;
        }

        // ffmpeg catches the polite signals and then ends with 255; every other signal shows as 128 and its number.
        if (Says(messages, "received signal") || exitCode is > FirstSignalCode and < GeneralErrorCode)
        {
            return FfmpegFailure.Killed;
        }

        return exitCode is 126 or 127 || Says(messages, "Unknown encoder") || Says(messages, "error while loading shared libraries")
            ? FfmpegFailure.Unavailable
            : FfmpegFailure.Source;
    }

    /// <summary>Whether the end of the output did not fit the disk. ffmpeg says so, and ends with exit code 0 all the same.</summary>
    /// <param name="messages">The last messages.</param>
    public static bool LostItsEnd(string messages) =>
        SaysDiskIsFull(messages) && (Says(messages, "Error writing trailer") || Says(messages, "Error closing file"));

    private static bool SaysDiskIsFull(string messages) => Says(messages, "No space left on device") || Says(messages, "Disk quota exceeded");

    private static bool Says(string messages, string text) => messages.Contains(text, StringComparison.OrdinalIgnoreCase);
}
