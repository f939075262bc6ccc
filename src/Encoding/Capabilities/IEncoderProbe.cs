namespace StreamVerse.Encoding.Capabilities;

/// <summary>Finds out which encoders really work on this machine, by encoding with each of them.</summary>
public interface IEncoderProbe
{
    /// <summary>
    /// Names what a probe's result holds for: this machine since it was started, and this ffmpeg. A result may be kept by
    /// that name; <see langword="null"/> where ffmpeg is not found.
    /// </summary>
    string? Subject { get; }

    /// <summary>ffmpeg and ffprobe where they are not found, a sentence each that names the setting. Starts no process.</summary>
    IReadOnlyList<string> MissingPrograms { get; }

    /// <summary>
    /// Tries every encoder that StreamVerse knows, software first. An encoder that is compiled in but has no device or
    /// driver is reported unusable, with the reason, which is also logged: the first time, and when it changes whether it can be used.
    /// </summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    Task<IReadOnlyList<EncoderCapability>> ProbeAsync(CancellationToken cancellationToken);
}
