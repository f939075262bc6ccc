namespace StreamVerse.Encoding.Commands;

/// <summary>Writes fragmented MP4 to stdout, a fragment a second, so that a reader can cut segments while the encode runs.</summary>
internal sealed record CmafAudioStep : ICommandStep
{
    /// <inheritdoc/>
    public IEnumerable<string> Arguments =>
    [
        "-fflags", "+bitexact", "-movflags", "cmaf+frag_discont+skip_trailer", "-frag_duration", "1000000",
        "-flush_packets", "1", "-f", "mp4", "pipe:1",
    ];
}
