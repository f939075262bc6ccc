namespace StreamVerse.Encoding.Commands;

/// <summary>A part of an ffmpeg command line. Order matters to ffmpeg: options come before the file that they are for.</summary>
internal interface ICommandStep
{
    /// <summary>The arguments of this step, in order.</summary>
    IEnumerable<string> Arguments { get; }
}
