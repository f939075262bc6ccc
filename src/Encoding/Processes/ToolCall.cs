using System.Collections.Immutable;

namespace StreamVerse.Encoding.Processes;

/// <summary>One run of ffmpeg or ffprobe.</summary>
/// <param name="Tool">Which of the two.</param>
/// <param name="Arguments">Arguments as the program receives them: no shell reads them.</param>
/// <param name="Timeout">Longest time that the run may take.</param>
internal sealed record ToolCall(Tool Tool, ImmutableArray<string> Arguments, TimeSpan Timeout)
{
    /// <summary>Reads the program's stdout; null throws stdout away.</summary>
    public Func<Stream, CancellationToken, Task>? ReadOutput { get; init; }

    /// <summary>Writes the program's stdin, which is closed afterwards; null for an empty stdin. The program may stop reading early.</summary>
    public Func<Stream, CancellationToken, Task>? WriteInput { get; init; }

    /// <summary>Whether the run has done its work as soon as <see cref="ReadOutput"/> returns, and is then ended.</summary>
    public bool EndsWithReader { get; init; }

    /// <summary>How long the output position may stand still before the run is ended; null for ever.</summary>
    public TimeSpan? StallTimeout { get; init; }

    /// <summary>Told where the output is, about twice a second. Needs <c>-progress pipe:2</c> among the arguments.</summary>
    public Action<ToolPosition>? OnPosition { get; init; }
}
