using StreamVerse.Media.Ladders;

namespace StreamVerse.Encoding.Commands;

/// <summary>ffmpeg's own AAC-LC encoder, which is deterministic.</summary>
/// <param name="Rung">The rendition.</param>
internal sealed record AacStep(AudioRung Rung) : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
        ["-c:a", "aac", "-b:a", CommandLine.Number(Rung.BitsPerSecond), "-aac_coder", "twoloop", "-flags:a", "+bitexact"];
}
