namespace StreamVerse.Worker.Sources;

/// <summary>The room that an item's folder has on the scratch disk.</summary>
/// <param name="bytes">How much it needs.</param>
internal sealed class ScratchShare(long bytes)
{
    public long Bytes => bytes;

    /// <summary>Whether it has it; changed by <see cref="SourceCache"/> alone.</summary>
    public bool IsTaken { get; set; }
}
