namespace StreamVerse.Encoding.Capabilities;

/// <summary>Finds out which encoders really work on this machine, by encoding with each of them.</summary>
public interface IEncoderProbe
{
    /// <summary>
    /// Tries every encoder that StreamVerse knows, software first. An encoder that is compiled in but has no device or
    /// driver is reported unusable, with the reason, which is also logged.
    /// </summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    Task<IReadOnlyList<EncoderCapability>> ProbeAsync(CancellationToken cancellationToken);
}
