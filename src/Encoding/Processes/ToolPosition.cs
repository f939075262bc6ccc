namespace StreamVerse.Encoding.Processes;

/// <summary>Where a running ffmpeg's output is, from its <c>-progress</c> report.</summary>
/// <param name="Frames">Video frames written to the first output.</param>
/// <param name="Time">Time of the last packet written; zero before the first.</param>
internal readonly record struct ToolPosition(long Frames, TimeSpan Time);
