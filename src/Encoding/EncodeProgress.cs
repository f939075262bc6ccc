namespace StreamVerse.Encoding;

/// <summary>How far an encode has come.</summary>
/// <param name="FramesDone">Video frames of the title's grid that are done; for audio the frames that its time spans.</param>
/// <param name="FramesTotal">Video frames that the whole encode spans, above 0.</param>
/// <param name="Speed">Media seconds encoded in a second of the clock; 0 until it is known.</param>
public readonly record struct EncodeProgress(long FramesDone, long FramesTotal, double Speed);
