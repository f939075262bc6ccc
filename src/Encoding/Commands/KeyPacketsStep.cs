namespace StreamVerse.Encoding.Commands;

/// <summary>Takes no packets but those that the container calls key frames; of MP4 the others are not even read. Goes before the input.</summary>
internal sealed record KeyPacketsStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments => ["-discard:v", "nokey"];
}
