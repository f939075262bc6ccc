namespace StreamVerse.Encoding.Processes;

/// <summary>Runs ffmpeg and ffprobe, confined and watched.</summary>
internal interface IToolRunner
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="call">What to run.</param>
    /// <param name="cancellationToken">Kills the program and everything it started.</param>
    /// <exception cref="FfmpegException">It failed, stalled, or cannot be started.</exception>
    Task RunAsync(ToolCall call, CancellationToken cancellationToken);
}
