namespace StreamVerse.Encoding.Commands;

/// <summary>Writes samples with their exact times to stdout, for <see cref="SamplesInputStep"/>.</summary>
internal sealed record SamplesOutputStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-c:a", "pcm_f32le", "-fflags", "+bitexact", "-avoid_negative_ts", "disabled", "-f", "nut", "pipe:1"];
}
